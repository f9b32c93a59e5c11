package io.djong.dns;

import io.djong.api.ip.IpAddress;
import io.djong.base.config.Checks;
import io.djong.base.config.ConfigError;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.dns.forward.ForwardConfig;
import io.djong.dns.wire.DnsName;
import io.djong.dns.zone.PodMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flags of `djong dns`. Upstream has no such command: names are those of the kubelet's flags where it has them
/// (`--cluster-dns`, `--cluster-domain`, `--resolv-conf`), else of CoreDNS's options. The kubeconfig is read by the
/// command.
public final class DnsOptions {
    private static final int PORT = 53;
    private static final int SERVERS_MAX = 15;

    public static final Option<List<String>> BIND = Option.of("bind-address", OptionTypes.STRINGS, List.of())
            .key("bindAddress")
            .help("Where queries are answered, over UDP and TCP: addresses, with a port or at 53. Not 0.0.0.0: other"
                    + " servers of the machine need that port, too.")
            .check(values -> values.stream().allMatch(DnsOptions::isBind) ? null : "addresses such as 10.42.0.1:53");
    public static final Option<String> DOMAIN = Option.of("cluster-domain", OptionTypes.STRING, "cluster.local")
            .key("clusterDomain")
            .help("The domain of the cluster.")
            .check(value -> !value.isEmpty() && DnsName.parse(value) != null ? null : "a domain name");
    public static final Option<List<String>> CLUSTER_DNS = Option.of("cluster-dns", OptionTypes.STRINGS, List.of())
            .key("clusterDNS")
            .help("The cluster addresses of the Service that leads here.")
            .check(values -> values.stream().allMatch(v -> IpAddress.parse(v) != null) ? null : "IP addresses");
    public static final Option<Integer> TTL = Option.of("ttl", OptionTypes.INT32, 30)
            .key("ttlSeconds")
            .unit("seconds")
            .help("How long a resolver may remember the cluster's records.")
            .check(Checks.between(0, DnsConfig.TTL_SECONDS_MAX));
    public static final Option<Integer> NEGATIVE_TTL = Option.of("negative-ttl", OptionTypes.INT32, 5)
            .key("negativeTtlSeconds")
            .unit("seconds")
            .help("How long a resolver may remember that the cluster has no such name.")
            .check(Checks.between(0, DnsConfig.TTL_SECONDS_MAX));
    public static final Option<String> PODS = Option.of("pods", OptionTypes.STRING, PodMode.INSECURE.text())
            .key("pods")
            .help("Which names pods have: none, all that say an address, or those of addresses that a pod has.")
            .check(Checks.oneOf(
                    Arrays.stream(PodMode.values()).map(PodMode::text).toArray(String[]::new)));
    public static final Option<List<String>> FORWARD = Option.of("forward", OptionTypes.STRINGS, List.of())
            .key("forward.servers")
            .help("The servers that are asked about other names, instead of those of the resolver file.")
            .check(values -> values.size() <= SERVERS_MAX && values.stream().allMatch(v -> address(v, PORT) != null)
                    ? null
                    : "up to 15 addresses such as 192.0.2.53 or 192.0.2.53:5353");
    public static final Option<String> RESOLV_CONF = Option.of("resolv-conf", OptionTypes.STRING, "/etc/resolv.conf")
            .key("resolvConf")
            .help("The file that names the servers that are asked about other names; empty for none. It may change.");
    public static final Option<Integer> CONCURRENT = Option.of("max-concurrent", OptionTypes.INT32, 1000)
            .key("forward.maxConcurrent")
            .help("Queries to other servers under way; more are refused.")
            .check(Checks.atLeast(1));
    public static final Option<Duration> CACHE_TTL = Option.of(
                    "cache-ttl", OptionTypes.DURATION, Duration.ofSeconds(30))
            .key("cacheTTL")
            .help("How long answers of other servers are remembered at most; 0 remembers nothing.")
            .check(Checks.atLeast(Duration.ZERO));
    public static final Option<String> HEALTH = http("health", "127.0.0.1:8080");
    public static final Option<String> READY = http("ready", "127.0.0.1:8181");
    public static final Option<String> METRICS = http("metrics", "127.0.0.1:9153");
    public static final Option<Duration> LAMEDUCK = Option.of("lameduck", OptionTypes.DURATION, Duration.ofSeconds(5))
            .key("lameduck")
            .help("How long names are answered on after the process was told to end.")
            .check(Checks.atLeast(Duration.ZERO));

    /// All of the DNS server's own; those that every component has come with the command.
    public static final Options OPTIONS = Options.of(
            BIND,
            DOMAIN,
            CLUSTER_DNS,
            TTL,
            NEGATIVE_TTL,
            PODS,
            FORWARD,
            RESOLV_CONF,
            CONCURRENT,
            CACHE_TTL,
            HEALTH,
            READY,
            METRICS,
            LAMEDUCK);

    private DnsOptions() {}

    private static Option<String> http(String what, String at) {
        return Option.of(what + "-bind-address", OptionTypes.STRING, at)
                .key(what + "BindAddress")
                .help("Where /" + what + " answers; empty for nowhere.")
                .check(value ->
                        value.isEmpty() || address(value, -1) != null ? null : "an address and a port, or empty");
    }

    /// What depends on more than the value of one option.
    public static List<ConfigError> check(Settings settings) {
        if (!settings.get(BIND).isEmpty()) return List.of();
        return List.of(new ConfigError(
                "flag", "--bind-address", "--bind-address is needed: the address where names are answered"));
    }

    /// The configuration that the settings describe; they have no errors.
    public static DnsConfig config(Settings settings) {
        String file = settings.get(RESOLV_CONF);
        ForwardConfig forward = new ForwardConfig(
                addresses(settings.get(FORWARD)),
                file.isEmpty() ? null : Path.of(file),
                settings.get(CONCURRENT),
                settings.get(CACHE_TTL));
        List<IpAddress> nameservers = new ArrayList<>();
        for (String text : settings.get(CLUSTER_DNS)) {
            IpAddress address = IpAddress.parse(text);
            if (address != null) nameservers.add(address);
        }
        return new DnsConfig(
                addresses(settings.get(BIND)),
                DnsName.of(settings.get(DOMAIN)),
                settings.get(TTL),
                settings.get(NEGATIVE_TTL),
                nameservers,
                mode(settings.get(PODS)),
                forward,
                address(settings.get(HEALTH), -1),
                address(settings.get(READY), -1),
                address(settings.get(METRICS), -1),
                settings.get(LAMEDUCK));
    }

    private static PodMode mode(String text) {
        for (PodMode mode : PodMode.values()) {
            if (mode.text().equals(text)) return mode;
        }
        return PodMode.INSECURE;
    }

    private static boolean isBind(String text) {
        InetSocketAddress address = address(text, PORT);
        return address != null && !address.getAddress().isAnyLocalAddress();
    }

    private static List<InetSocketAddress> addresses(List<String> texts) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            InetSocketAddress address = address(text, PORT);
            if (address != null) addresses.add(address);
        }
        return List.copyOf(addresses);
    }

    /// @param port where the text says none; negative when it has to
    /// @return null when this is no address
    private static @Nullable InetSocketAddress address(String text, int port) {
        int colon = text.lastIndexOf(':');
        boolean bare = text.indexOf(':') != colon && !text.contains("]") || text.endsWith("]");
        String host = bare || colon < 0 ? text : text.substring(0, colon);
        String number = bare || colon < 0 ? Integer.toString(port) : text.substring(colon + 1);
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(number));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
