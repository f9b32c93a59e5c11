package io.djong.controllermanager.nodelifecycle;

import java.time.Duration;

/// How nodes are watched over.
///
/// @param monitorPeriod between two looks at all nodes (`--node-monitor-period`)
/// @param monitorGrace how long a node may be silent (`--node-monitor-grace-period`)
/// @param startupGrace the same for one that has never spoken (`--node-startup-grace-period`)
/// @param evictionRate nodes per second and zone that get a `NoExecute` taint (`--node-eviction-rate`)
/// @param secondaryEvictionRate the same in a large zone that is ill (`--secondary-node-eviction-rate`)
/// @param largeZoneNodes up to so many nodes, an ill zone's rate is zero (`--large-cluster-size-threshold`)
/// @param unhealthyShare a zone is ill when this share of its nodes, and at least three, are not ready
///     (`--unhealthy-zone-threshold`)
public record NodeOptions(
        Duration monitorPeriod,
        Duration monitorGrace,
        Duration startupGrace,
        double evictionRate,
        double secondaryEvictionRate,
        int largeZoneNodes,
        double unhealthyShare) {
    /// Upstream's defaults.
    public static final NodeOptions DEFAULTS =
            new NodeOptions(Duration.ofSeconds(5), Duration.ofSeconds(50), Duration.ofMinutes(1), 0.1, 0.01, 50, 0.55);
}
