package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerRestartRule;
import io.djong.api.types.core.v1.Pod;
import org.jspecify.annotations.Nullable;

/// Whether a container that has ended is started again: by its own rules, then its own policy, then the pod's.
///
/// Source: kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle, "Container restarts".
public final class RestartRules {
    private RestartRules() {}

    /// Whether a container is to be started, by the newest of its name.
    ///
    /// @param status null when there never was one
    public static boolean shouldStart(Container container, Pod pod, @Nullable ContainerState status) {
        if (pod.metadata().deletionTimestamp() != null) {
            return false;
        }
        if (status == null) {
            return true;
        }
        return switch (status.phase()) {
            case RUNNING -> false;
            case UNKNOWN, CREATED -> true;
            case EXITED -> shouldRestart(container, pod, status.exitCode());
        };
    }

    /// Whether a container is started again after it ended so.
    public static boolean shouldRestart(Container container, Pod pod, int exitCode) {
        var policy = container.restartPolicy();
        if (policy == null) {
            return restarts(pod.spec().restartPolicy(), exitCode);
        }
        for (ContainerRestartRule rule : container.restartPolicyRules()) {
            if (matches(rule, exitCode)) {
                return rule.action().equals("Restart");
            }
        }
        return restarts(policy, exitCode);
    }

    /// Whether a container that fails may be started again at all.
    public static boolean restartsOnFailure(Container container, Pod pod) {
        return shouldRestart(container, pod, 137);
    }

    /// Whether any container of the pod may be started again after a failure.
    public static boolean restartsOnFailure(Pod pod) {
        return !pod.spec().restartPolicy().equals("Never")
                || pod.spec().containers().stream().anyMatch(container -> container.restartPolicy() != null);
    }

    private static boolean restarts(String policy, int exitCode) {
        return switch (policy) {
            case "Never" -> false;
            case "OnFailure" -> exitCode != 0;
            default -> true;
        };
    }

    private static boolean matches(ContainerRestartRule rule, int exitCode) {
        var codes = rule.exitCodes();
        if (codes == null) {
            return false;
        }
        return switch (codes.operator()) {
            case "In" -> codes.values().contains(exitCode);
            case "NotIn" -> !codes.values().contains(exitCode);
            default -> false;
        };
    }
}
