package io.djong.controllermanager.process;

import io.djong.base.config.Checks;
import io.djong.base.config.Cidr;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.client.process.ComponentOptions;
import io.djong.client.serving.ServingOptions;
import io.djong.controllermanager.ControllerManagerConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flags of kube-controller-manager that are built, by upstream's names and defaults; the others are refused by
/// name.
public final class ControllerManagerOptions {
    /// Upstream's port of health and metrics.
    static final int PORT = 10_257;

    static final ComponentOptions SHARED = new ComponentOptions(new ServingOptions(PORT, false), 20, 30);

    static final Option<List<String>> CONTROLLERS = Option.of("controllers", OptionTypes.STRINGS, List.of("*"))
            .section("generic")
            .help("Which controllers run: names, * for all that are on by default, -name for all but that one.")
            .check(ControllerManagerOptions::controllers);
    static final Option<Boolean> ALLOCATE_NODE_CIDRS = Option.of("allocate-node-cidrs", OptionTypes.BOOL, false)
            .section("generic")
            .help("Give each node its part of --cluster-cidr.");
    static final Option<String> CIDR_ALLOCATOR_TYPE = Option.of(
                    "cidr-allocator-type", OptionTypes.STRING, "RangeAllocator")
            .section("generic")
            .help("How nodes get their parts.")
            .check(Checks.oneOf("RangeAllocator"));
    static final Option<List<Cidr>> CLUSTER_CIDR = Option.of("cluster-cidr", OptionTypes.CIDRS, List.of())
            .section("generic")
            .help("The range of the pods, or one of each family. Needs --allocate-node-cidrs.")
            .check(value -> value.size() <= 2 ? null : "one range, or one of each family");
    static final Option<List<Cidr>> SERVICE_RANGE = Option.of("service-cluster-ip-range", OptionTypes.CIDRS, List.of())
            .section("node ipam controller")
            .help("The range of the services, which no node gets a part of.");
    static final Option<Integer> NODE_MASK = Option.of("node-cidr-mask-size", OptionTypes.INT32, 0)
            .section("node ipam controller")
            .help("Prefix length of a node's part; 24 for IPv4 and 64 for IPv6 when not set.");
    static final Option<Integer> NODE_MASK_V4 = Option.of("node-cidr-mask-size-ipv4", OptionTypes.INT32, 0)
            .section("node ipam controller")
            .help("The same for IPv4, when there are both families.");
    static final Option<Integer> NODE_MASK_V6 = Option.of("node-cidr-mask-size-ipv6", OptionTypes.INT32, 0)
            .section("node ipam controller")
            .help("The same for IPv6, when there are both families.");
    static final Option<Duration> NODE_MONITOR_PERIOD = Option.of(
                    "node-monitor-period", OptionTypes.DURATION, Duration.ofSeconds(5))
            .section("generic")
            .help("Between two looks at all nodes.")
            .check(Checks.positive());
    static final Option<Duration> NODE_MONITOR_GRACE = Option.of(
                    "node-monitor-grace-period", OptionTypes.DURATION, Duration.ofSeconds(50))
            .section("node lifecycle controller")
            .help("How long a node may be silent until it counts as lost.")
            .check(Checks.positive());
    static final Option<Duration> NODE_STARTUP_GRACE = Option.of(
                    "node-startup-grace-period", OptionTypes.DURATION, Duration.ofMinutes(1))
            .section("node lifecycle controller")
            .help("The same for a node that has never spoken.")
            .check(Checks.positive());
    static final Option<Double> EVICTION_RATE = Option.of("node-eviction-rate", OptionTypes.FLOAT32, 0.1)
            .section("node lifecycle controller")
            .help("Lost nodes per second and zone whose pods are given up.");
    static final Option<Double> SECONDARY_RATE = Option.of("secondary-node-eviction-rate", OptionTypes.FLOAT32, 0.01)
            .section("node lifecycle controller")
            .help("The same in a large zone of which much is lost.");
    static final Option<Integer> LARGE_CLUSTER = Option.of("large-cluster-size-threshold", OptionTypes.INT32, 50)
            .section("node lifecycle controller")
            .help("Up to so many nodes a zone is small.");
    static final Option<Double> UNHEALTHY_ZONE = Option.of("unhealthy-zone-threshold", OptionTypes.FLOAT32, 0.55)
            .section("node lifecycle controller")
            .help("From which share of lost nodes on much of a zone is lost.");
    static final Option<Integer> DEPLOYMENTS = Option.of("concurrent-deployment-syncs", OptionTypes.INT32, 5)
            .section("deployment controller")
            .help("Deployments that are worked on at the same time.")
            .check(Checks.atLeast(1));
    static final Option<Integer> REPLICA_SETS = Option.of("concurrent-replicaset-syncs", OptionTypes.INT32, 5)
            .section("replicaset controller")
            .help("ReplicaSets that are worked on at the same time.")
            .check(Checks.atLeast(1));
    static final Option<Integer> NAMESPACES = Option.of("concurrent-namespace-syncs", OptionTypes.INT32, 10)
            .section("namespace controller")
            .help("Namespaces that are worked on at the same time.")
            .check(Checks.atLeast(1));
    static final Option<Integer> GARBAGE = Option.of("concurrent-gc-syncs", OptionTypes.INT32, 20)
            .section("garbage collector controller")
            .help("Objects that are worked on at the same time.")
            .check(Checks.atLeast(1));
    static final Option<Boolean> COLLECT_GARBAGE = Option.of("enable-garbage-collector", OptionTypes.BOOL, true)
            .section("garbage collector controller")
            .help("Collect garbage. Must be as at the API server.");
    static final Option<Integer> ENDPOINTS = Option.of("concurrent-endpoint-syncs", OptionTypes.INT32, 5)
            .section("endpoints controller")
            .help("Services whose Endpoints are worked on at the same time.")
            .check(Checks.atLeast(1));
    static final Option<Duration> ENDPOINTS_BATCH = Option.of(
                    "endpoint-updates-batch-period", OptionTypes.DURATION, Duration.ZERO)
            .section("endpoints controller")
            .help("How long changes of pods are gathered before Endpoints are written.");
    static final Option<Integer> SLICES = Option.of("concurrent-service-endpoint-syncs", OptionTypes.INT32, 5)
            .section("endpointslice controller")
            .help("Services that are worked on at the same time.")
            .check(Checks.atLeast(1));
    static final Option<Integer> SLICE_SIZE = Option.of("max-endpoints-per-slice", OptionTypes.INT32, 100)
            .section("endpointslice controller")
            .help("Endpoints of one EndpointSlice at most.")
            .check(Checks.between(1, 1000));
    static final Option<Duration> SLICE_BATCH = Option.of(
                    "endpointslice-updates-batch-period", OptionTypes.DURATION, Duration.ZERO)
            .section("endpointslice controller")
            .help("How long changes of pods are gathered before slices are written.");
    static final Option<Integer> ENDED_PODS = Option.of("terminated-pod-gc-threshold", OptionTypes.INT32, 12500)
            .section("pod garbage collector controller")
            .help("So many pods that have ended stay; 0 for all.");
    static final Option<String> ROOT_CA = Option.of("root-ca-file", OptionTypes.STRING, "")
            .section("serviceaccount controller")
            .help("Certificates that are published in every namespace, as ConfigMap kube-root-ca.crt.");

    private static final String[] UNBUILT = {
        "enable-leader-migration",
        "leader-migration-config",
        "cloud-config",
        "cloud-provider",
        "cluster-name",
        "configure-cloud-routes",
        "controller-shutdown-timeout",
        "controller-start-interval",
        "external-cloud-volume-plugin",
        "min-resync-period",
        "route-reconciliation-period",
        "use-service-account-credentials",
        "concurrent-service-syncs",
        "attach-detach-reconcile-sync-period",
        "disable-attach-detach-reconcile-sync",
        "disable-force-detach-on-timeout",
        "cluster-signing-cert-file",
        "cluster-signing-duration",
        "cluster-signing-key-file",
        "cluster-signing-kube-apiserver-client-cert-file",
        "cluster-signing-kube-apiserver-client-key-file",
        "cluster-signing-kubelet-client-cert-file",
        "cluster-signing-kubelet-client-key-file",
        "cluster-signing-kubelet-serving-cert-file",
        "cluster-signing-kubelet-serving-key-file",
        "cluster-signing-legacy-unknown-cert-file",
        "cluster-signing-legacy-unknown-key-file",
        "concurrent-device-taint-eviction-syncs",
        "concurrent-resourceclaim-syncs",
        "concurrent-statefulset-syncs",
        "concurrent-daemonset-syncs",
        "mirroring-concurrent-service-endpoint-syncs",
        "mirroring-endpointslice-updates-batch-period",
        "mirroring-max-endpoints-per-subset",
        "concurrent-ephemeralvolume-syncs",
        "concurrent-horizontal-pod-autoscaler-syncs",
        "horizontal-pod-autoscaler-cpu-initialization-period",
        "horizontal-pod-autoscaler-downscale-stabilization",
        "horizontal-pod-autoscaler-initial-readiness-delay",
        "horizontal-pod-autoscaler-sync-period",
        "horizontal-pod-autoscaler-tolerance",
        "concurrent-job-syncs",
        "concurrent-cron-job-syncs",
        "legacy-service-account-token-clean-up-period",
        "namespace-sync-period",
        "enable-dynamic-provisioning",
        "enable-hostpath-provisioner",
        "flex-volume-plugin-dir",
        "pv-recycler-increment-timeout-nfs",
        "pv-recycler-minimum-timeout-hostpath",
        "pv-recycler-minimum-timeout-nfs",
        "pv-recycler-pod-template-filepath-hostpath",
        "pv-recycler-pod-template-filepath-nfs",
        "pv-recycler-timeout-increment-hostpath",
        "pvclaimbinder-sync-period",
        "concurrent-rc-syncs",
        "concurrent-resource-quota-syncs",
        "resource-quota-sync-period",
        "concurrent-serviceaccount-token-syncs",
        "service-account-private-key-file",
        "concurrent-ttl-after-finished-syncs",
        "concurrent-validating-admission-policy-status-syncs",
    };

    /// All of them, without those of the log.
    public static final Options OPTIONS = Options.of(
                    CONTROLLERS,
                    ALLOCATE_NODE_CIDRS,
                    CIDR_ALLOCATOR_TYPE,
                    CLUSTER_CIDR,
                    SERVICE_RANGE,
                    NODE_MASK,
                    NODE_MASK_V4,
                    NODE_MASK_V6,
                    NODE_MONITOR_PERIOD,
                    NODE_MONITOR_GRACE,
                    NODE_STARTUP_GRACE,
                    EVICTION_RATE,
                    SECONDARY_RATE,
                    LARGE_CLUSTER,
                    UNHEALTHY_ZONE,
                    DEPLOYMENTS,
                    REPLICA_SETS,
                    NAMESPACES,
                    GARBAGE,
                    COLLECT_GARBAGE,
                    ENDPOINTS,
                    ENDPOINTS_BATCH,
                    SLICES,
                    SLICE_SIZE,
                    SLICE_BATCH,
                    ENDED_PODS,
                    ROOT_CA)
            .and(SHARED.options())
            .unbuilt(UNBUILT);

    private ControllerManagerOptions() {}

    private static @Nullable String controllers(List<String> entries) {
        for (String entry : entries) {
            String problem = ControllerManagerConfig.problem(entry);
            if (!problem.isEmpty()) return problem;
        }
        return null;
    }
}
