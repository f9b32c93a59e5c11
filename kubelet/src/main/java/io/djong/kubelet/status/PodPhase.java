package io.djong.kubelet.status;

/// The words of `status.phase`.
public final class PodPhase {
    public static final String PENDING = "Pending";
    public static final String RUNNING = "Running";
    public static final String SUCCEEDED = "Succeeded";
    public static final String FAILED = "Failed";

    private PodPhase() {}

    /// Whether a pod in this phase never runs again.
    public static boolean isTerminal(String phase) {
        return phase.equals(SUCCEEDED) || phase.equals(FAILED);
    }
}
