package io.djong.cluster.bootstrap;

import io.djong.apiserver.options.ApiServerOptions;
import io.djong.apiserver.options.EtcdAccess;
import io.djong.base.config.Checks;
import io.djong.base.config.Cidr;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.PortRange;
import io.djong.base.config.Settings;
import io.djong.kubelet.EvictionOptions;
import io.djong.kubelet.node.NodeConfig;
import io.djong.kubelet.runtime.rpc.RuntimeEndpoint;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The flags of a cluster, which are the keys of `/etc/djong/config.yaml`, too.
public final class ClusterOptions {
    private static final String WHERE = "folder";
    private static final String NETWORK = "network";
    private static final String NODE = "node";
    private static final String PORTS = "port";

    public static final Option<String> DATA_DIR = folder("data-dir", ClusterFolders.STATE_DEFAULT)
            .help("The `folder` of what survives a reboot: store, keys, images, logs.");
    public static final Option<String> RUN_DIR =
            folder("run-dir", "/run/djong").help("The `folder` of sockets, locks and mounts.");
    public static final Option<String> CONFIG_DIR =
            folder("config-dir", "/etc/djong").help("The `folder` of the kubeconfig and of static pods.");
    public static final Option<String> NODE_NAME = Option.of("node-name", OptionTypes.STRING, "")
            .section(NODE)
            .help("The name of this node; the machine's unless set.")
            .check(ClusterOptions::nodeNameProblem);
    public static final Option<InetAddress> NODE_IP = Option.of(
                    "node-ip", OptionTypes.IP, InetAddress.ofLiteral("0.0.0.0"))
            .section(NODE)
            .help("The address of this node; that of the default route unless set.");
    public static final Option<String> RUNTIME = Option.of("container-runtime-endpoint", OptionTypes.STRING, "")
            .section(NODE)
            .help("The socket of another container runtime; its own containerd is started unless set.")
            .check(endpoint ->
                    endpoint.isEmpty() || RuntimeEndpoint.parse(endpoint).isPresent()
                            ? null
                            : "must be unix:// and an absolute path");
    public static final Option<String> RESOLV_CONF = Option.of("resolv-conf", OptionTypes.STRING, "/etc/resolv.conf")
            .section(NODE)
            .help("The `file` that names the servers for names outside the cluster.");
    public static final Option<String> POD_LOGS =
            folder("pod-logs-dir", "/var/log/pods").section(NODE).help("The `folder` of what containers write.");
    public static final Option<String> CONTAINER_LOGS = folder("container-logs-dir", "/var/log/containers")
            .section(NODE)
            .help("The `folder` of links to the containers' logs.");
    public static final Option<Boolean> FAIL_CGROUP_V1 = Option.of("fail-cgroupv1", OptionTypes.BOOL, false)
            .section(NODE)
            .help("Whether a machine with control groups version 1 is refused, as a kubelet alone does.");
    public static final Option<Boolean> CGROUPS_PER_QOS = Option.of("cgroups-per-qos", OptionTypes.BOOL, true)
            .section(NODE)
            .help("Whether there is a control group for each pod and for each class of pods.");
    public static final Option<SortedMap<String, String>> EVICTION_HARD =
            EvictionOptions.hard(keptFree()).section(NODE).check(EvictionOptions::problem);
    public static final Option<InetAddress> BIND_ADDRESS = Option.of(
                    "bind-address", OptionTypes.IP, InetAddress.ofLiteral("0.0.0.0"))
            .section(NETWORK)
            .help("The address on which the API server listens; 0.0.0.0 for all.");
    public static final Option<List<String>> TLS_SAN = Option.of("tls-san", OptionTypes.STRINGS, List.<String>of())
            .section(NETWORK)
            .help("Further names and addresses by which the API server is called.");
    public static final Option<Cidr> CLUSTER_CIDR = Option.of(
                    "cluster-cidr", OptionTypes.CIDR, new Cidr(InetAddress.ofLiteral("10.42.0.0"), 16))
            .section(NETWORK)
            .help("The range of the pods' addresses. IPv4.")
            .check(range -> range.isIpv6() || range.prefixBits() > 24 ? "an IPv4 range with at most 24 bits" : null);
    public static final Option<Cidr> SERVICE_RANGE = Option.of(
                    "service-cluster-ip-range", OptionTypes.CIDR, new Cidr(InetAddress.ofLiteral("10.43.0.0"), 16))
            .section(NETWORK)
            .help("The range of the services' addresses. IPv4.")
            .check(range -> range.isIpv6() || range.prefixBits() < 12 || range.prefixBits() > 28
                    ? "an IPv4 range with 12 to 28 bits"
                    : null);
    public static final Option<PortRange> NODE_PORTS = Option.of(
                    "service-node-port-range", OptionTypes.PORT_RANGE, new PortRange(30_000, 32_767))
            .section(NETWORK)
            .help("The ports on every node that services may have.");
    public static final Option<String> DOMAIN = Option.of("cluster-domain", OptionTypes.STRING, "cluster.local")
            .section(NETWORK)
            .help("The domain of the names in the cluster.")
            .check(Checks.notEmpty());
    public static final Option<Integer> SECURE_PORT =
            port("secure-port", ClusterPorts.DEFAULTS.apiServer(), "The API server's port.");
    public static final Option<Integer> CONTROLLER_MANAGER_PORT = port(
            "controller-manager-port",
            ClusterPorts.DEFAULTS.controllerManager(),
            "The port of the controller manager's health and metrics.");
    public static final Option<Integer> SCHEDULER_PORT = port(
            "scheduler-port", ClusterPorts.DEFAULTS.scheduler(), "The port of the scheduler's health and metrics.");
    public static final Option<Integer> KUBELET_PORT =
            port("kubelet-port", ClusterPorts.DEFAULTS.kubelet(), "The kubelet's port.");
    public static final Option<Integer> KUBELET_HEALTH_PORT =
            port("kubelet-healthz-port", ClusterPorts.DEFAULTS.kubeletHealth(), "The port of the kubelet's health.");
    public static final Option<Integer> PROXY_HEALTH_PORT =
            port("proxy-healthz-port", ClusterPorts.DEFAULTS.proxyHealth(), "The port of the proxy's health.");
    public static final Option<Integer> PROXY_METRICS_PORT =
            port("proxy-metrics-port", ClusterPorts.DEFAULTS.proxyMetrics(), "The port of the proxy's metrics.");

    /// All of them.
    public static final Options OPTIONS = Options.of(
            DATA_DIR,
            RUN_DIR,
            CONFIG_DIR,
            ApiServerOptions.ETCD_SERVERS,
            ApiServerOptions.ETCD_CA_FILE,
            ApiServerOptions.ETCD_CERT_FILE,
            ApiServerOptions.ETCD_KEY_FILE,
            NODE_NAME,
            NODE_IP,
            RUNTIME,
            RESOLV_CONF,
            POD_LOGS,
            CONTAINER_LOGS,
            FAIL_CGROUP_V1,
            CGROUPS_PER_QOS,
            EVICTION_HARD,
            BIND_ADDRESS,
            TLS_SAN,
            CLUSTER_CIDR,
            SERVICE_RANGE,
            NODE_PORTS,
            DOMAIN,
            SECURE_PORT,
            CONTROLLER_MANAGER_PORT,
            SCHEDULER_PORT,
            KUBELET_PORT,
            KUBELET_HEALTH_PORT,
            PROXY_HEALTH_PORT,
            PROXY_METRICS_PORT);

    /// What ending a cluster and taking it away goes by.
    public static final Options FOLDERS_AND_RUNTIME = Options.of(DATA_DIR, RUN_DIR, CONFIG_DIR, RUNTIME);

    /// What looking at a cluster goes by.
    public static final Options SEEN_FROM_OUTSIDE = FOLDERS_AND_RUNTIME.and(Options.of(
            ApiServerOptions.ETCD_SERVERS,
            NODE_NAME,
            NODE_IP,
            POD_LOGS,
            BIND_ADDRESS,
            SERVICE_RANGE,
            DOMAIN,
            SECURE_PORT,
            CONTROLLER_MANAGER_PORT,
            SCHEDULER_PORT,
            KUBELET_HEALTH_PORT,
            PROXY_HEALTH_PORT,
            PROXY_METRICS_PORT));

    private ClusterOptions() {}

    /// The folders that the settings name.
    public static ClusterFolders folders(Settings settings) {
        return new ClusterFolders(
                Path.of(settings.get(DATA_DIR)), Path.of(settings.get(RUN_DIR)), Path.of(settings.get(CONFIG_DIR)));
    }

    /// The configuration that settings without errors describe.
    ///
    /// @param machineName the node's name when none is set
    /// @param machineAddress the node's address when none is set
    public static ClusterConfig config(Settings settings, String machineName, InetAddress machineAddress) {
        var name = settings.get(NODE_NAME).isEmpty() ? machineName : settings.get(NODE_NAME);
        var address = settings.get(NODE_IP).isAnyLocalAddress() ? machineAddress : settings.get(NODE_IP);
        return new ClusterConfig(
                folders(settings),
                name.toLowerCase(Locale.ROOT),
                address,
                settings.get(BIND_ADDRESS),
                settings.get(CLUSTER_CIDR),
                settings.get(SERVICE_RANGE),
                settings.get(DOMAIN),
                settings.get(NODE_PORTS),
                new ClusterPorts(
                        settings.get(SECURE_PORT),
                        settings.get(CONTROLLER_MANAGER_PORT),
                        settings.get(SCHEDULER_PORT),
                        settings.get(KUBELET_PORT),
                        settings.get(KUBELET_HEALTH_PORT),
                        settings.get(PROXY_HEALTH_PORT),
                        settings.get(PROXY_METRICS_PORT)),
                settings.get(TLS_SAN),
                settings.get(RUNTIME),
                Path.of(settings.get(RESOLV_CONF)),
                Path.of(settings.get(POD_LOGS)),
                Path.of(settings.get(CONTAINER_LOGS)),
                settings.get(FAIL_CGROUP_V1),
                settings.get(CGROUPS_PER_QOS),
                settings.get(EVICTION_HARD),
                EtcdAccess.of(settings));
    }

    /// Less of the disk than a kubelet alone keeps free: a small machine's disk is shared with much else.
    private static SortedMap<String, String> keptFree() {
        var all = new TreeMap<>(NodeConfig.EVICTION_HARD);
        all.put("imagefs.available", "5%");
        all.put("nodefs.available", "5%");
        return Collections.unmodifiableSortedMap(all);
    }

    private static Option<String> folder(String flag, String standard) {
        return Option.of(flag, OptionTypes.STRING, standard)
                .section(WHERE)
                .check(path -> path.startsWith("/") ? null : "must be an absolute path");
    }

    private static Option<Integer> port(String flag, int standard, String help) {
        return Option.of(flag, OptionTypes.INT, standard)
                .section(PORTS)
                .help(help)
                .check(Checks.port());
    }

    /// What keeps a node from having this name; null for nothing.
    public static @Nullable String nodeNameProblem(String name) {
        return name.isEmpty() || name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
                ? null
                : "must be a DNS name in lower case, like node-1";
    }
}
