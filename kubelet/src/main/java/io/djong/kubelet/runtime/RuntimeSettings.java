package io.djong.kubelet.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a kubelet's configuration says about running containers.
///
/// @param podLogs where pods' logs are: upstream's `podLogsDir`, `/var/log/pods`
/// @param containerLogs links to the logs by container, for log collectors: `/var/log/containers`
/// @param seccompProfiles what `localhostProfile` is relative to: `seccomp` in the kubelet's folder
/// @param seccompDefault whether `RuntimeDefault` holds where a pod says nothing: upstream's `seccompDefault`
/// @param restartBackoffMax the longest wait before a container that fails is started again: 5 minutes
/// @param appArmor whether the kernel can confine by AppArmor
/// @param maskedPaths what containers must not see besides the usual: this machine's thermal counters
public record RuntimeSettings(
        Path podLogs,
        Path containerLogs,
        Path seccompProfiles,
        boolean seccompDefault,
        Duration restartBackoffMax,
        boolean appArmor,
        List<String> maskedPaths) {
    public RuntimeSettings {
        maskedPaths = List.copyOf(maskedPaths);
    }

    /// Upstream's defaults, for a kubelet of this folder (upstream's: `/var/lib/kubelet`).
    public static RuntimeSettings defaults(Path kubeletFolder) {
        return new RuntimeSettings(
                Path.of("/var/log/pods"),
                Path.of("/var/log/containers"),
                kubeletFolder.resolve("seccomp"),
                false,
                Duration.ofMinutes(5),
                false,
                List.of());
    }

    public RuntimeSettings withLogs(Path pods, Path containers) {
        return new RuntimeSettings(
                pods, containers, seccompProfiles, seccompDefault, restartBackoffMax, appArmor, maskedPaths);
    }

    public RuntimeSettings withSeccompDefault(boolean value) {
        return new RuntimeSettings(
                podLogs, containerLogs, seccompProfiles, value, restartBackoffMax, appArmor, maskedPaths);
    }

    public RuntimeSettings withRestartBackoffMax(Duration value) {
        return new RuntimeSettings(
                podLogs, containerLogs, seccompProfiles, seccompDefault, value, appArmor, maskedPaths);
    }

    public RuntimeSettings withMaskedPaths(List<String> value) {
        return new RuntimeSettings(
                podLogs, containerLogs, seccompProfiles, seccompDefault, restartBackoffMax, appArmor, value);
    }
}
