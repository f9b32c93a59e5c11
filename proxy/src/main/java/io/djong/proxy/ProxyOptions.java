package io.djong.proxy;

import io.djong.api.ip.Cidr;
import io.djong.base.config.Checks;
import io.djong.base.config.ConfigError;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The flags of `djong proxy`: upstream's, with upstream's keys in a configuration file. The
/// kubeconfig is read by the command.
public final class ProxyOptions {
    public static final Option<String> BIND_ADDRESS = Option.of("bind-address", OptionTypes.STRING, "0.0.0.0")
            .key("bindAddress")
            .help("The node's IP address when its object says none; `0.0.0.0` or `::` for unknown.");
    public static final Option<Boolean> BIND_HARD = Option.of("bind-address-hard-fail", OptionTypes.BOOL, false)
            .key("bindAddressHardFail")
            .help("Ends the proxy when a port cannot be bound; else this is logged.");
    public static final Option<Boolean> CLEANUP =
            Option.of("cleanup", OptionTypes.BOOL, false).help("Takes all rules of the proxy away and exits.");
    public static final Option<List<String>> CLUSTER_CIDR = Option.of("cluster-cidr", OptionTypes.STRINGS, List.of())
            .key("clusterCIDR")
            .help("The ranges of pod addresses in the cluster. Packets from others to cluster addresses are "
                    + "masqueraded.");
    public static final Option<String> DETECT_LOCAL = Option.of(
                    "detect-local-mode", OptionTypes.STRING, DetectLocalMode.CLUSTER_CIDR.flag())
            .key("detectLocalMode")
            .help("How packets of local pods are told.")
            .check(Checks.oneOf(Arrays.stream(DetectLocalMode.values())
                    .map(DetectLocalMode::flag)
                    .toArray(String[]::new)));
    public static final Option<String> POD_BRIDGE = Option.of("pod-bridge-interface", OptionTypes.STRING, "")
            .key("detectLocal.bridgeInterface")
            .help("The bridge of local pods, for detect-local-mode BridgeInterface.");
    public static final Option<String> POD_PREFIX = Option.of("pod-interface-name-prefix", OptionTypes.STRING, "")
            .key("detectLocal.interfaceNamePrefix")
            .help("How devices of local pods are named, for detect-local-mode InterfaceNamePrefix.");
    public static final Option<String> MODE = Option.of("proxy-mode", OptionTypes.STRING, "nftables")
            .key("mode")
            .help("How rules are made. Only `nftables` is built.")
            .check(value -> value.isEmpty() || value.equals("nftables") ? null : "only nftables is built yet");
    public static final Option<Boolean> MASQUERADE_ALL = Option.of("masquerade-all", OptionTypes.BOOL, false)
            .key("nftables.masqueradeAll")
            .help("Masquerades all packets to cluster addresses.");
    public static final Option<Integer> MASQUERADE_BIT = Option.of("iptables-masquerade-bit", OptionTypes.INT32, 14)
            .key("nftables.masqueradeBit")
            .help("The bit of the packet mark that says that a packet is to be masqueraded.")
            .check(Checks.between(0, 31));
    public static final Option<Duration> SYNC_PERIOD = Option.of(
                    "iptables-sync-period", OptionTypes.DURATION, Duration.ofSeconds(30))
            .key("nftables.syncPeriod")
            .help("How often the kernel's rules are compared with what they should be.")
            .check(Checks.positive());
    public static final Option<Duration> MIN_SYNC_PERIOD = Option.of(
                    "iptables-min-sync-period", OptionTypes.DURATION, Duration.ZERO)
            .key("nftables.minSyncPeriod")
            .help("The least time between two changes of the rules.")
            .check(Checks.atLeast(Duration.ZERO));
    public static final Option<List<String>> NODE_PORT_ADDRESSES = Option.of(
                    "nodeport-addresses", OptionTypes.STRINGS, List.of())
            .key("nodePortAddresses")
            .help("The ranges of addresses on which node ports answer, or `primary` for the node's own one.")
            .check(ProxyOptions::checkNodePortAddresses);
    public static final Option<String> HOSTNAME = Option.of("hostname-override", OptionTypes.STRING, "")
            .key("hostnameOverride")
            .help("The name of the node; else the machine's.");
    public static final Option<String> HEALTHZ = Option.of("healthz-bind-address", OptionTypes.STRING, "0.0.0.0:10256")
            .key("healthzBindAddress")
            .help("Where /healthz and /livez answer; empty for nowhere.")
            .check(ProxyOptions::checkAddress);
    public static final Option<String> METRICS = Option.of(
                    "metrics-bind-address", OptionTypes.STRING, "127.0.0.1:10249")
            .key("metricsBindAddress")
            .help("Where /metrics answers; empty for nowhere.")
            .check(ProxyOptions::checkAddress);
    public static final Option<Integer> CONNTRACK_PER_CORE = Option.of(
                    "conntrack-max-per-core", OptionTypes.INT32, 32768)
            .key("conntrack.maxPerCore")
            .help("Tracked connections per CPU; 0 leaves the limit as it is.")
            .check(Checks.atLeast(0));
    public static final Option<Integer> CONNTRACK_MIN = Option.of("conntrack-min", OptionTypes.INT32, 131072)
            .key("conntrack.min")
            .help("Tracked connections at least.")
            .check(Checks.atLeast(0));
    public static final Option<Boolean> CONNTRACK_LIBERAL = Option.of(
                    "conntrack-tcp-be-liberal", OptionTypes.BOOL, false)
            .key("conntrack.tcpBeLiberal")
            .help("Lets TCP packets outside of the window count as part of their connection.");
    public static final Option<Duration> TCP_ESTABLISHED = Option.of(
                    "conntrack-tcp-timeout-established", OptionTypes.DURATION, Duration.ofHours(24))
            .key("conntrack.tcpEstablishedTimeout")
            .help("How long an idle TCP connection is remembered; 0 leaves it as it is.");
    public static final Option<Duration> TCP_CLOSE_WAIT = Option.of(
                    "conntrack-tcp-timeout-close-wait", OptionTypes.DURATION, Duration.ofHours(1))
            .key("conntrack.tcpCloseWaitTimeout")
            .help("How long a half closed TCP connection is remembered; 0 leaves it as it is.");
    public static final Option<Duration> UDP = Option.of("conntrack-udp-timeout", OptionTypes.DURATION, Duration.ZERO)
            .key("conntrack.udpTimeout")
            .help("How long a UDP connection without an answer is remembered; 0 leaves it as it is.");
    public static final Option<Duration> UDP_STREAM = Option.of(
                    "conntrack-udp-timeout-stream", OptionTypes.DURATION, Duration.ZERO)
            .key("conntrack.udpStreamTimeout")
            .help("How long a UDP connection with answers is remembered; 0 leaves it as it is.");

    /// All of the proxy's own; those that every component has (`--kubeconfig`, `--config`, logging) come with the
    /// command.
    public static final Options OPTIONS = Options.of(
                    BIND_ADDRESS,
                    BIND_HARD,
                    CLEANUP,
                    CLUSTER_CIDR,
                    DETECT_LOCAL,
                    POD_BRIDGE,
                    POD_PREFIX,
                    MODE,
                    MASQUERADE_ALL,
                    MASQUERADE_BIT,
                    SYNC_PERIOD,
                    MIN_SYNC_PERIOD,
                    NODE_PORT_ADDRESSES,
                    HOSTNAME,
                    HEALTHZ,
                    METRICS,
                    CONNTRACK_PER_CORE,
                    CONNTRACK_MIN,
                    CONNTRACK_LIBERAL,
                    TCP_ESTABLISHED,
                    TCP_CLOSE_WAIT,
                    UDP,
                    UDP_STREAM)
            .and(ProxyFlagsWithoutEffect.OPTIONS);

    private ProxyOptions() {}

    /// What depends on more than one option.
    public static List<ConfigError> check(Settings settings) {
        List<ConfigError> errors = new ArrayList<>();
        for (String text : settings.get(CLUSTER_CIDR)) {
            if (Cidr.parse(text) == null) {
                errors.add(new ConfigError("flag", "--cluster-cidr", "\"" + text + "\" is not a range of addresses"));
            }
        }
        DetectLocalMode mode = mode(settings.get(DETECT_LOCAL));
        if (mode == DetectLocalMode.BRIDGE_INTERFACE && settings.get(POD_BRIDGE).isEmpty()) {
            errors.add(new ConfigError("flag", "--pod-bridge-interface", "detect-local-mode BridgeInterface needs it"));
        }
        if (mode == DetectLocalMode.INTERFACE_NAME_PREFIX
                && settings.get(POD_PREFIX).isEmpty()) {
            errors.add(new ConfigError(
                    "flag", "--pod-interface-name-prefix", "detect-local-mode InterfaceNamePrefix needs it"));
        }
        return errors;
    }

    /// The configuration that the settings describe; they have no errors.
    ///
    /// @param machineName the node's name when no flag says it
    public static ProxyConfig config(Settings settings, String machineName) {
        List<Cidr> clusterCidrs = new ArrayList<>();
        for (String text : settings.get(CLUSTER_CIDR)) {
            Cidr cidr = Cidr.parse(text);
            if (cidr != null) {
                clusterCidrs.add(cidr);
            }
        }
        String override = settings.get(HOSTNAME).strip().toLowerCase(Locale.ROOT);
        return new ProxyConfig(
                override.isEmpty() ? machineName.toLowerCase(Locale.ROOT) : override,
                clusterCidrs.stream().anyMatch(c -> !c.address().v4()),
                clusterCidrs,
                mode(settings.get(DETECT_LOCAL)),
                settings.get(POD_BRIDGE),
                settings.get(POD_PREFIX),
                settings.get(MASQUERADE_ALL),
                settings.get(MASQUERADE_BIT),
                settings.get(NODE_PORT_ADDRESSES),
                settings.get(SYNC_PERIOD),
                settings.get(MIN_SYNC_PERIOD),
                address(settings.get(HEALTHZ)),
                address(settings.get(METRICS)),
                settings.get(BIND_HARD),
                new ConntrackSettings(
                        settings.get(CONNTRACK_PER_CORE),
                        settings.get(CONNTRACK_MIN),
                        settings.get(CONNTRACK_LIBERAL),
                        settings.get(TCP_ESTABLISHED),
                        settings.get(TCP_CLOSE_WAIT),
                        settings.get(UDP),
                        settings.get(UDP_STREAM)));
    }

    private static DetectLocalMode mode(String flag) {
        SortedMap<String, DetectLocalMode> modes = new TreeMap<>();
        for (DetectLocalMode mode : DetectLocalMode.values()) {
            modes.put(mode.flag(), mode);
        }
        return modes.getOrDefault(flag, DetectLocalMode.CLUSTER_CIDR);
    }

    private static @Nullable String checkNodePortAddresses(List<String> values) {
        if (values.contains(ProxyConfig.PRIMARY)) {
            return values.size() == 1 ? null : "primary stands alone";
        }
        return values.stream().allMatch(v -> Cidr.parse(v) != null)
                ? null
                : "ranges of addresses such as 192.0.2.0/24, or primary";
    }

    private static @Nullable String checkAddress(String value) {
        try {
            address(value);
            return null;
        } catch (IllegalArgumentException e) {
            return "an address and a port, such as 0.0.0.0:10256, or empty";
        }
    }

    private static @Nullable InetSocketAddress address(String text) {
        if (text.isEmpty()) {
            return null;
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no port in " + text);
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(text.substring(colon + 1)));
    }
}
