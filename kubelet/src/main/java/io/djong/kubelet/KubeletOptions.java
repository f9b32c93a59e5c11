package io.djong.kubelet;

import io.djong.api.ip.IpAddress;
import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityException;
import io.djong.api.types.core.v1.Taint;
import io.djong.base.config.Checks;
import io.djong.base.config.ConfigError;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.kubelet.node.NodeConfig;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The flags of `djong kubelet`: upstream's, with the keys of a `KubeletConfiguration`. The
/// kubeconfig is read by the command. What is not built is refused by its name.
public final class KubeletOptions {
    public static final Option<String> HOSTNAME =
            Option.of("hostname-override", OptionTypes.STRING, "").help("The name of the node; else the machine's.");
    public static final Option<List<String>> NODE_IP = Option.of("node-ip", OptionTypes.STRINGS, List.of())
            .help("The node's addresses, one of each family at most; else the one of the default route.")
            .check(KubeletOptions::checkAddresses);
    public static final Option<SortedMap<String, String>> NODE_LABELS = Option.of(
                    "node-labels", OptionTypes.MAP, Collections.emptySortedMap())
            .help("Labels that the node registers with.");
    public static final Option<List<String>> TAINTS = Option.of("register-with-taints", OptionTypes.STRINGS, List.of())
            .key("registerWithTaints")
            .help("Taints that the node registers with: `key=value:effect`.")
            .check(KubeletOptions::checkTaints);
    public static final Option<Boolean> REGISTER = Option.of("register-node", OptionTypes.BOOL, true)
            .key("registerNode")
            .help("Makes the node's object if there is none.");
    public static final Option<String> PROVIDER_ID =
            Option.of("provider-id", OptionTypes.STRING, "").key("providerID").help("What a cloud calls this machine.");
    public static final Option<String> ROOT = Option.of("root-dir", OptionTypes.STRING, "/var/lib/kubelet")
            .help("The folder of state: volumes, plug-ins.");
    public static final Option<String> CERT_DIR = Option.of("cert-dir", OptionTypes.STRING, "/var/lib/kubelet/pki")
            .help("Where the server's certificate is, if no file is named.");
    public static final Option<String> POD_LOGS = Option.ofKey("podLogsDir", OptionTypes.STRING, "/var/log/pods")
            .help("Where the runtime writes the logs of pods.");
    public static final Option<String> STATIC_PODS = Option.of("pod-manifest-path", OptionTypes.STRING, "")
            .key("staticPodPath")
            .help("A folder of manifests of static pods.");
    public static final Option<Duration> FILE_CHECK = Option.of(
                    "file-check-frequency", OptionTypes.DURATION, Duration.ofSeconds(20))
            .key("fileCheckFrequency")
            .help("How often that folder is read.")
            .check(Checks.positive());
    public static final Option<String> RUNTIME = Option.of(
                    "container-runtime-endpoint", OptionTypes.STRING, "unix:///run/containerd/containerd.sock")
            .key("containerRuntimeEndpoint")
            .help("The socket of the container runtime.");
    public static final Option<String> IMAGES = Option.of("image-service-endpoint", OptionTypes.STRING, "")
            .key("imageServiceEndpoint")
            .help("The socket of its image service, if that is another.");
    public static final Option<List<String>> DNS = Option.of("cluster-dns", OptionTypes.STRINGS, List.of())
            .key("clusterDNS")
            .help("The addresses of the cluster's DNS.");
    public static final Option<String> DOMAIN = Option.of("cluster-domain", OptionTypes.STRING, "")
            .key("clusterDomain")
            .help("The domain of the cluster.");
    public static final Option<String> RESOLV_CONF = Option.of("resolv-conf", OptionTypes.STRING, "/etc/resolv.conf")
            .key("resolvConf")
            .help("The node's resolver configuration, for pods; empty for none.");
    public static final Option<Integer> MAX_PODS = Option.of("max-pods", OptionTypes.INT32, 110)
            .key("maxPods")
            .help("How many pods the node takes.")
            .check(Checks.atLeast(1));
    public static final Option<Integer> PODS_PER_CORE = Option.of("pods-per-core", OptionTypes.INT32, 0)
            .key("podsPerCore")
            .help("How many pods for each CPU; 0 for no such limit.")
            .check(Checks.atLeast(0));
    public static final Option<Long> PIDS_MAX = Option.of("pod-max-pids", OptionTypes.INT64, -1L)
            .key("podPidsLimit")
            .help("How many processes one pod may have; -1 for no limit.");
    public static final Option<String> CGROUP_ROOT = Option.of("cgroup-root", OptionTypes.STRING, "")
            .key("cgroupRoot")
            .help("The control group above all pods.");
    public static final Option<Boolean> CGROUPS_PER_QOS = Option.of("cgroups-per-qos", OptionTypes.BOOL, true)
            .key("cgroupsPerQOS")
            .help("Makes a control group for each class and each pod.");
    public static final Option<String> CGROUP_DRIVER = Option.of("cgroup-driver", OptionTypes.STRING, "cgroupfs")
            .key("cgroupDriver")
            .help("Who makes control groups. Only `cgroupfs` is built.")
            .check(Checks.oneOf("cgroupfs"));
    public static final Option<Boolean> CPU_QUOTA = Option.of("cpu-cfs-quota", OptionTypes.BOOL, true)
            .key("cpuCFSQuota")
            .help("Enforces limits of CPU.");
    public static final Option<Duration> CPU_PERIOD = Option.of(
                    "cpu-cfs-quota-period", OptionTypes.DURATION, Duration.ofMillis(100))
            .key("cpuCFSQuotaPeriod")
            .help("Over which time.")
            .check(Checks.positive());
    public static final Option<Boolean> FAIL_V1 = Option.of("fail-cgroupv1", OptionTypes.BOOL, true)
            .key("failCgroupV1")
            .help("Refuses a machine with control groups version 1.");
    public static final Option<SortedMap<String, String>> KUBE_RESERVED = Option.of(
                    "kube-reserved", OptionTypes.MAP, Collections.emptySortedMap())
            .key("kubeReserved")
            .help("What is kept for Kubernetes: `cpu=200m,memory=500Mi`.")
            .check(KubeletOptions::checkQuantities);
    public static final Option<SortedMap<String, String>> SYSTEM_RESERVED = Option.of(
                    "system-reserved", OptionTypes.MAP, Collections.emptySortedMap())
            .key("systemReserved")
            .help("What is kept for the system.")
            .check(KubeletOptions::checkQuantities);
    public static final Option<Duration> SYNC = Option.of("sync-frequency", OptionTypes.DURATION, Duration.ofMinutes(1))
            .key("syncFrequency")
            .help("How often a pod is looked at when nothing happened.")
            .check(Checks.positive());
    public static final Option<Duration> STATUS_UPDATE = Option.of(
                    "node-status-update-frequency", OptionTypes.DURATION, Duration.ofSeconds(10))
            .key("nodeStatusUpdateFrequency")
            .help("How often the node's status is computed.")
            .check(Checks.positive());
    public static final Option<Duration> STATUS_REPORT = Option.ofKey(
                    "nodeStatusReportFrequency", OptionTypes.DURATION, Duration.ofMinutes(5))
            .help("How often it is written when nothing changed.")
            .check(Checks.positive());
    public static final Option<Integer> LEASE = Option.ofKey("nodeLeaseDurationSeconds", OptionTypes.INT32, 40)
            .help("How long the node's lease holds.")
            .unit("seconds")
            .check(Checks.atLeast(1));
    public static final Option<Integer> STATUS_IMAGES = Option.of("node-status-max-images", OptionTypes.INT32, 50)
            .key("nodeStatusMaxImages")
            .help("How many images the status lists; -1 for all.")
            .check(Checks.atLeast(-1));
    public static final Option<Boolean> SERIAL_PULLS = Option.of("serialize-image-pulls", OptionTypes.BOOL, true)
            .key("serializeImagePulls")
            .help("Pulls one image at a time.");
    public static final Option<Integer> PARALLEL_PULLS = Option.ofKey("maxParallelImagePulls", OptionTypes.INT32, 0)
            .help("How many pulls at a time, if not one; 0 for no limit.")
            .check(Checks.atLeast(0));
    public static final Option<Integer> PULL_QPS = Option.of("registry-qps", OptionTypes.INT32, 5)
            .key("registryPullQPS")
            .help("Pulls in a second; 0 for no limit.")
            .check(Checks.atLeast(0));
    public static final Option<Integer> PULL_BURST = Option.of("registry-burst", OptionTypes.INT32, 10)
            .key("registryBurst")
            .help("Pulls at once.")
            .check(Checks.atLeast(0));
    public static final Option<Long> LOG_SIZE = Option.of("container-log-max-size", OptionTypes.BYTES, 10L << 20)
            .key("containerLogMaxSize")
            .help("How long a container's log gets before another file begins.");
    public static final Option<Integer> LOG_FILES = Option.of("container-log-max-files", OptionTypes.INT32, 5)
            .key("containerLogMaxFiles")
            .help("How many files of one container's log are kept.")
            .check(Checks.atLeast(2));

    public static final Option<Integer> LOG_WORKERS = Option.ofKey("containerLogMaxWorkers", OptionTypes.INT32, 1)
            .help("How many logs are worked on at a time.")
            .check(Checks.atLeast(1));
    public static final Option<Duration> LOG_INTERVAL = Option.ofKey(
                    "containerLogMonitorInterval", OptionTypes.DURATION, Duration.ofSeconds(10))
            .help("How often one looks whether logs are too long.")
            .check(Checks.positive());
    public static final Option<Boolean> SECCOMP_DEFAULT = Option.of("seccomp-default", OptionTypes.BOOL, false)
            .key("seccompDefault")
            .help("Runs containers that say nothing with the runtime's seccomp profile.");

    private static final Options OWN = Options.of(
            HOSTNAME,
            NODE_IP,
            NODE_LABELS,
            TAINTS,
            REGISTER,
            PROVIDER_ID,
            ROOT,
            CERT_DIR,
            POD_LOGS,
            STATIC_PODS,
            FILE_CHECK,
            RUNTIME,
            IMAGES,
            DNS,
            DOMAIN,
            RESOLV_CONF,
            MAX_PODS,
            PODS_PER_CORE,
            PIDS_MAX,
            CGROUP_ROOT,
            CGROUPS_PER_QOS,
            CGROUP_DRIVER,
            CPU_QUOTA,
            CPU_PERIOD,
            FAIL_V1,
            KUBE_RESERVED,
            SYSTEM_RESERVED,
            SYNC,
            STATUS_UPDATE,
            STATUS_REPORT,
            LEASE,
            STATUS_IMAGES,
            SERIAL_PULLS,
            PARALLEL_PULLS,
            PULL_QPS,
            PULL_BURST,
            LOG_SIZE,
            LOG_FILES,
            LOG_WORKERS,
            LOG_INTERVAL,
            SECCOMP_DEFAULT);

    /// All of the kubelet's own; those that every component has (`--kubeconfig`, `--config`,
    /// logging) come with the command.
    public static final Options OPTIONS =
            KubeletServerOptions.OPTIONS.and(EvictionOptions.OPTIONS).and(OWN).unbuilt(KubeletFlagsUnbuilt.names());

    private KubeletOptions() {}

    /// What depends on more than one option.
    public static List<ConfigError> check(Settings settings) {
        List<ConfigError> errors = new ArrayList<>();
        if (settings.get(CGROUPS_PER_QOS)
                && !settings.get(CGROUP_ROOT).isEmpty()
                && !settings.get(CGROUP_ROOT).startsWith("/")) {
            errors.add(new ConfigError("flag", "--cgroup-root", "a control group begins with /"));
        }
        if (settings.get(SERIAL_PULLS) && settings.get(PARALLEL_PULLS) > 1) {
            errors.add(new ConfigError(
                    "key", "maxParallelImagePulls", "cannot be larger than 1 unless serializeImagePulls is false"));
        }
        EvictionOptions.errors(settings)
                .forEach(message -> errors.add(new ConfigError("flag", "--eviction-hard", message)));
        return errors;
    }

    /// The configuration that the settings describe; they have no errors.
    ///
    /// @param machineName the node's name when no flag says it
    public static KubeletConfig config(Settings settings, String machineName) {
        var manifests = settings.get(STATIC_PODS);
        return new KubeletConfig(
                node(settings, machineName),
                new KubeletConfig.Folders(
                        Path.of(settings.get(ROOT)),
                        Path.of(settings.get(POD_LOGS)),
                        Path.of("/var/log/containers"),
                        Path.of(settings.get(CERT_DIR)),
                        manifests.isEmpty() ? null : Path.of(manifests)),
                settings.get(RUNTIME),
                settings.get(IMAGES),
                new KubeletConfig.Dns(settings.get(DNS), settings.get(DOMAIN), settings.get(RESOLV_CONF)),
                new KubeletConfig.Cgroups(
                        settings.get(CGROUP_ROOT),
                        settings.get(CGROUPS_PER_QOS),
                        settings.get(CPU_QUOTA),
                        settings.get(CPU_PERIOD),
                        settings.get(PIDS_MAX),
                        settings.get(FAIL_V1)),
                new KubeletConfig.Images(
                        settings.get(SERIAL_PULLS),
                        settings.get(PARALLEL_PULLS),
                        settings.get(PULL_QPS),
                        settings.get(PULL_BURST),
                        85,
                        80,
                        Duration.ofMinutes(2)),
                new KubeletConfig.Logs(
                        settings.get(LOG_SIZE),
                        settings.get(LOG_FILES),
                        settings.get(LOG_WORKERS),
                        settings.get(LOG_INTERVAL)),
                EvictionOptions.config(settings),
                settings.get(SECCOMP_DEFAULT),
                KubeletServerOptions.config(settings),
                settings.get(SYNC),
                settings.get(FILE_CHECK));
    }

    private static NodeConfig node(Settings settings, String machineName) {
        var override = settings.get(HOSTNAME).strip().toLowerCase(Locale.ROOT);
        var standard = NodeConfig.defaults(override.isEmpty() ? machineName.toLowerCase(Locale.ROOT) : override);
        return new NodeConfig(
                standard.name(),
                settings.get(NODE_IP).stream().map(InetAddress::ofLiteral).toList(),
                settings.get(NODE_LABELS),
                settings.get(TAINTS).stream().map(KubeletOptions::taint).toList(),
                settings.get(REGISTER),
                settings.get(PROVIDER_ID),
                settings.get(MAX_PODS),
                settings.get(PODS_PER_CORE),
                settings.get(KubeletServerOptions.PORT),
                settings.get(STATUS_UPDATE),
                settings.get(STATUS_REPORT),
                settings.get(LEASE),
                settings.get(STATUS_IMAGES),
                quantities(settings.get(KUBE_RESERVED)),
                quantities(settings.get(SYSTEM_RESERVED)),
                settings.get(EvictionOptions.HARD));
    }

    private static SortedMap<String, Quantity> quantities(SortedMap<String, String> texts) {
        SortedMap<String, Quantity> amounts = new TreeMap<>();
        texts.forEach((name, text) -> amounts.put(name, Quantity.of(text)));
        return amounts;
    }

    private static @Nullable String checkQuantities(SortedMap<String, String> texts) {
        for (var entry : texts.entrySet()) {
            try {
                Quantity.parse(entry.getValue());
            } catch (QuantityException e) {
                return "\"" + entry.getValue() + "\" of " + entry.getKey() + " is not a quantity";
            }
        }
        return null;
    }

    private static @Nullable String checkAddresses(List<String> texts) {
        for (String text : texts) {
            if (IpAddress.parse(text) == null) {
                return "\"" + text + "\" is not an address";
            }
        }
        return texts.size() > 2 ? "at most one address of each family" : null;
    }

    private static @Nullable String checkTaints(List<String> texts) {
        return texts.stream().allMatch(text -> text.matches("[^:=]+(=[^:]*)?:(NoSchedule|PreferNoSchedule|NoExecute)"))
                ? null
                : "taints such as key=value:NoSchedule";
    }

    private static Taint taint(String text) {
        int effect = text.lastIndexOf(':');
        var pair = text.substring(0, effect);
        int equals = pair.indexOf('=');
        return Taint.EMPTY
                .withKey(equals < 0 ? pair : pair.substring(0, equals))
                .withValue(equals < 0 ? "" : pair.substring(equals + 1))
                .withEffect(text.substring(effect + 1));
    }
}
