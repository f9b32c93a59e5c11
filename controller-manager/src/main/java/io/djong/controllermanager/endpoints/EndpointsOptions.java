package io.djong.controllermanager.endpoints;

import java.time.Duration;

/// How the controller runs.
///
/// @param workers Services that are worked on at the same time (`--concurrent-endpoint-syncs`)
/// @param batchPeriod how long changes of pods wait for others to join them (`--endpoint-updates-batch-period`)
public record EndpointsOptions(int workers, Duration batchPeriod) {
    /// Upstream's defaults.
    public static final EndpointsOptions DEFAULTS = new EndpointsOptions(5, Duration.ZERO);
}
