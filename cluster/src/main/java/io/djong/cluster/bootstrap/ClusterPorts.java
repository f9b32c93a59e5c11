package io.djong.cluster.bootstrap;

/// The ports that a node listens on; upstream's unless told otherwise.
///
/// @param apiServer HTTPS, on all addresses
/// @param controllerManager health, on the loopback address
/// @param scheduler health, on the loopback address
/// @param kubelet HTTPS, on all addresses
/// @param kubeletHealth on the loopback address
/// @param proxyHealth on all addresses, for load balancers
/// @param proxyMetrics on the loopback address
public record ClusterPorts(
        int apiServer,
        int controllerManager,
        int scheduler,
        int kubelet,
        int kubeletHealth,
        int proxyHealth,
        int proxyMetrics) {
    /// Upstream's.
    public static final ClusterPorts DEFAULTS = new ClusterPorts(6443, 10257, 10259, 10250, 10248, 10256, 10249);
}
