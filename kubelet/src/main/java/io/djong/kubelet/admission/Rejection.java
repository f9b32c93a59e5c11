package io.djong.kubelet.admission;

/// Why a pod is not taken: it fails with this.
///
/// @param reason one word: `OutOfcpu`, `NodeAffinity`, `SysctlForbidden` …
/// @param message for people, as it stands in the event
public record Rejection(String reason, String message) {
    /// As it stands in the pod's status.
    public String statusMessage() {
        return "Pod was rejected: " + message;
    }
}
