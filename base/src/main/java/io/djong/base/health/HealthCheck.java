package io.djong.base.health;

import io.djong.base.time.Deadline;
import org.jspecify.annotations.Nullable;

/// One thing that can be well or not.
///
/// @param name as in its path and in the verbose text, for example `etcd` or
///     `poststarthook/rbac/bootstrap-roles`
/// @param probe looks
public record HealthCheck(String name, Probe probe) {
    /// Looks whether something is well: quickly, by any thread.
    @FunctionalInterface
    public interface Probe {
        /// Why it is not well, for logs and for those who may see the detailed check; null when it is well.
        @Nullable
        String failure();
    }

    /// Well whenever it is asked.
    public static HealthCheck ping() {
        return new HealthCheck("ping", () -> null);
    }

    /// The check, but well until the deadline, as `--livez-grace-period` wants.
    public HealthCheck wellUntil(Deadline deadline) {
        return new HealthCheck(name, () -> deadline.isPast() ? probe.failure() : null);
    }
}
