package io.djong.apiserver.options;

import io.djong.base.config.Checks;
import io.djong.base.config.Cidr;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.PortRange;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// The flags of `djong apiserver`: those of upstream's that are built, with its names and defaults,
/// and `--data-dir`. Others are unknown flags, so that nothing is accepted and ignored.
public final class ApiServerOptions {
    public static final Option<Integer> SECURE_PORT = Option.of("secure-port", OptionTypes.INT, 6443)
            .section("secure serving")
            .help("The port on which HTTPS is served, with authentication and authorisation.")
            .check(Checks.port());
    public static final Option<InetAddress> BIND_ADDRESS = Option.of(
                    "bind-address", OptionTypes.IP, InetAddress.ofLiteral("0.0.0.0"))
            .section("secure serving")
            .help("The address on which the port listens; 0.0.0.0 for all.");
    public static final Option<InetAddress> ADVERTISE_ADDRESS = Option.of(
                    "advertise-address", OptionTypes.IP, InetAddress.ofLiteral("0.0.0.0"))
            .section("generic")
            .help("The address at which the rest of the cluster finds this server; the bind address when not set.");
    public static final Option<String> CERT_DIR = Option.of("cert-dir", OptionTypes.STRING, "/var/run/kubernetes")
            .section("secure serving")
            .help("Where certificates and keys lie that no other flag names. What is missing there is made.");
    public static final Option<String> TLS_CERT_FILE = Option.of("tls-cert-file", OptionTypes.STRING, "")
            .section("secure serving")
            .help("The certificate for HTTPS, with its chain.");
    public static final Option<String> TLS_KEY_FILE = Option.of("tls-private-key-file", OptionTypes.STRING, "")
            .section("secure serving")
            .help("The private key of --tls-cert-file.");
    public static final Option<String> CLIENT_CA_FILE = Option.of("client-ca-file", OptionTypes.STRING, "")
            .section("authentication")
            .help("The authorities whose client certificates are believed.");
    public static final Option<String> TOKEN_FILE = Option.of("token-auth-file", OptionTypes.STRING, "")
            .section("authentication")
            .help("A file of static bearer tokens: token,user,uid,\"group1,group2\".");
    public static final Option<Boolean> ANONYMOUS = Option.of("anonymous-auth", OptionTypes.BOOL, true)
            .section("authentication")
            .help("Whether requests without credentials come in as system:anonymous.");
    public static final Option<String> DATA_DIR =
            Option.of("data-dir", OptionTypes.STRING, "").section("storage").help("Where the embedded store lies.");
    public static final Option<List<String>> ETCD_SERVERS = Option.of("etcd-servers", OptionTypes.STRINGS, List.of())
            .section("storage")
            .help("The servers of an etcd cluster to use instead of the embedded store: scheme://host:port.");
    public static final Option<String> ETCD_CA_FILE = Option.of("etcd-cafile", OptionTypes.STRING, "")
            .section("storage")
            .help("The authorities whose certificates are believed when etcd's servers show them.");
    public static final Option<String> ETCD_CERT_FILE = Option.of("etcd-certfile", OptionTypes.STRING, "")
            .section("storage")
            .help("The certificate shown to etcd.");
    public static final Option<String> ETCD_KEY_FILE = Option.of("etcd-keyfile", OptionTypes.STRING, "")
            .section("storage")
            .help("The private key of --etcd-certfile.");
    public static final Option<Duration> COMPACTION_INTERVAL = Option.of(
                    "etcd-compaction-interval", OptionTypes.DURATION, Duration.ofMinutes(5))
            .section("storage")
            .help("How often the store forgets its history up to the time before; 0 for never. Any store.")
            .check(value -> value.isNegative() ? "not negative" : null);
    public static final Option<List<Cidr>> SERVICE_RANGE = Option.of(
                    "service-cluster-ip-range",
                    OptionTypes.CIDRS,
                    List.of(new Cidr(InetAddress.ofLiteral("10.0.0.0"), 24)))
            .section("misc")
            .help("The range from which services get their addresses, or one of each family with a comma between; the"
                    + " first is that of services that ask for nothing.")
            .check(ranges -> ranges.stream().map(Cidr::isIpv6).distinct().count() != ranges.size()
                            || ranges.isEmpty()
                            || !ranges.stream().allMatch(ApiServerOptions::fitsServices)
                    ? "an IPv4 range with 12 to 30 bits, an IPv6 range with 64 to 126 bits, or both"
                    : null);
    public static final Option<PortRange> NODE_PORTS = Option.of(
                    "service-node-port-range", OptionTypes.PORT_RANGE, new PortRange(30_000, 32_767))
            .section("misc")
            .help("The ports on every node that services may have.");
    public static final Option<List<String>> ISSUERS = Option.of(
                    "service-account-issuer", OptionTypes.STRING_ARRAY, List.of("https://kubernetes.default.svc"))
            .section("authentication")
            .help("Who service account tokens say made them; the first is named in new ones, all are believed.");
    public static final Option<List<String>> KEY_FILES = Option.of(
                    "service-account-key-file", OptionTypes.STRING_ARRAY, List.of())
            .section("authentication")
            .help("Public or private keys of those whose service account tokens are believed.");
    public static final Option<String> SIGNING_KEY_FILE = Option.of(
                    "service-account-signing-key-file", OptionTypes.STRING, "")
            .section("misc")
            .help("The private key that signs service account tokens.");
    public static final Option<Duration> TOKEN_MAXIMUM = Option.of(
                    "service-account-max-token-expiration", OptionTypes.DURATION, Duration.ZERO)
            .section("authentication")
            .help("How long a service account token may live at most; 0 for no limit.")
            .check(value -> value.isZero() || (value.toHours() >= 1 && value.toHours() <= 1L << 32)
                    ? null
                    : "an hour or more, or 0");
    public static final Option<Boolean> EXTEND_TOKENS = Option.of(
                    "service-account-extend-token-expiration", OptionTypes.BOOL, true)
            .section("authentication")
            .help("Lets tokens that pods get live a year, so that clients which never read them again go on working.");
    public static final Option<List<String>> AUDIENCES = Option.of("api-audiences", OptionTypes.STRINGS, List.of())
            .section("authentication")
            .help("For one of which a token must be meant; the first issuer when not set.");
    public static final Option<List<String>> AUTHORIZATION_MODE = Option.of(
                    "authorization-mode", OptionTypes.STRINGS, List.of("RBAC"))
            .section("authorization")
            .help("Who is asked whether a request is allowed, in order.")
            .check(Checks.allOf("AlwaysAllow", "AlwaysDeny", "Node", "RBAC"));
    public static final Option<List<String>> ENABLE_PLUGINS = Option.of(
                    "enable-admission-plugins", OptionTypes.STRINGS, List.of())
            .section("admission")
            .help("Admission plug-ins that run besides the default ones.")
            .check(AdmissionNames::problem);
    public static final Option<List<String>> DISABLE_PLUGINS = Option.of(
                    "disable-admission-plugins", OptionTypes.STRINGS, List.of())
            .section("admission")
            .help("Default admission plug-ins that do not run.")
            .check(AdmissionNames::problem);
    public static final Option<Boolean> ALLOW_PRIVILEGED = Option.of("allow-privileged", OptionTypes.BOOL, false)
            .section("misc")
            .help("Whether privileged containers are admitted.");
    public static final Option<SortedMap<String, String>> RUNTIME_CONFIG = Option.of(
                    "runtime-config", OptionTypes.KEYS, Collections.<String, String>emptySortedMap())
            .section("api enablement")
            .help("Switches built-in APIs on or off: group/version=true|false, group/version/resource=true|false,"
                    + " api/all, api/ga, api/beta and api/alpha; /v1 is the core group.");
    public static final Option<List<String>> FEATURE_GATES = Option.of("feature-gates", OptionTypes.STRINGS, List.of())
            .section("features")
            .help(
                    "Features to switch on or off: Name=true,Other=false. Those that have no effect yet are named at start.");
    public static final Option<Boolean> SERVE_UNENFORCED = Option.of("serve-unenforced", OptionTypes.BOOL, false)
            .section("api enablement")
            .help("Serves kinds that people rely on for safety and that nothing here enforces yet, such as"
                    + " NetworkPolicy and ResourceQuota: where something else does, or to try them.");
    public static final Option<Duration> REQUEST_TIMEOUT = Option.of(
                    "request-timeout", OptionTypes.DURATION, Duration.ofMinutes(1))
            .section("generic")
            .help("How long a request may take that is neither a watch nor a stream.")
            .check(Checks.positive());
    public static final Option<Integer> MIN_REQUEST_TIMEOUT = Option.of("min-request-timeout", OptionTypes.INT, 1800)
            .section("generic")
            .help("A watch that names no limit ends after this many seconds and up to as long again.")
            .check(value -> value > 0 ? null : "positive");
    public static final Option<Integer> MAX_REQUESTS = Option.of("max-requests-inflight", OptionTypes.INT, 400)
            .section("generic")
            .help("How many reads are served at a time; later ones wait, then get 429. 0 for no bound.")
            .check(value -> value >= 0 ? null : "not negative");
    public static final Option<Integer> MAX_MUTATING_REQUESTS = Option.of(
                    "max-mutating-requests-inflight", OptionTypes.INT, 200)
            .section("generic")
            .help("How many writes are served at a time; later ones wait, then get 429. 0 for no bound.")
            .check(value -> value >= 0 ? null : "not negative");
    public static final Option<String> AUDIT_LOG_PATH = Option.of("audit-log-path", OptionTypes.STRING, "")
            .section("auditing")
            .help("The file of the audit log; - for standard output.");
    public static final Option<String> AUDIT_POLICY_FILE = Option.of("audit-policy-file", OptionTypes.STRING, "")
            .section("auditing")
            .help("A Policy of audit.k8s.io/v1: what is written of which requests. Without it nothing is.");
    public static final Option<Integer> AUDIT_LOG_MAXSIZE = Option.of("audit-log-maxsize", OptionTypes.INT, 100)
            .section("auditing")
            .help("The audit log is set aside when it has this many megabytes; 0 for never.")
            .check(value -> value >= 0 ? null : "not negative");
    public static final Option<Integer> AUDIT_LOG_MAXBACKUP = Option.of("audit-log-maxbackup", OptionTypes.INT, 100)
            .section("auditing")
            .help("How many audit logs that were set aside are kept; 0 for all.")
            .check(value -> value >= 0 ? null : "not negative");
    public static final Option<Duration> EVENT_TTL = Option.of("event-ttl", OptionTypes.DURATION, Duration.ofHours(1))
            .section("misc")
            .help("How long events stay.")
            .check(Checks.positive());
    public static final Option<String> KUBELET_CERTIFICATE = Option.of(
                    "kubelet-client-certificate", OptionTypes.STRING, "")
            .section("misc")
            .help("Our certificate for kubelets, with its chain.");
    public static final Option<String> KUBELET_KEY = Option.of("kubelet-client-key", OptionTypes.STRING, "")
            .section("misc")
            .help("The private key of --kubelet-client-certificate.");
    public static final Option<String> KUBELET_AUTHORITY = Option.of(
                    "kubelet-certificate-authority", OptionTypes.STRING, "")
            .section("misc")
            .help("The authorities that sign kubelets' certificates; when not set, every kubelet is believed.");
    public static final Option<List<String>> KUBELET_ADDRESS_TYPES = Option.of(
                    "kubelet-preferred-address-types",
                    OptionTypes.STRINGS,
                    List.of("Hostname", "InternalDNS", "InternalIP", "ExternalDNS", "ExternalIP"))
            .section("misc")
            .help("The types of a node's addresses by which its kubelet is reached, the preferred first.");
    public static final Option<Duration> KUBELET_TIMEOUT = Option.of(
                    "kubelet-timeout", OptionTypes.DURATION, Duration.ofSeconds(5))
            .section("misc")
            .help("How long connecting to a kubelet may take.")
            .check(Checks.positive());

    /// All of them.
    public static final Options OPTIONS = Options.of(
            SECURE_PORT,
            BIND_ADDRESS,
            ADVERTISE_ADDRESS,
            CERT_DIR,
            TLS_CERT_FILE,
            TLS_KEY_FILE,
            CLIENT_CA_FILE,
            TOKEN_FILE,
            ANONYMOUS,
            DATA_DIR,
            ETCD_SERVERS,
            ETCD_CA_FILE,
            ETCD_CERT_FILE,
            ETCD_KEY_FILE,
            COMPACTION_INTERVAL,
            SERVICE_RANGE,
            NODE_PORTS,
            ISSUERS,
            KEY_FILES,
            SIGNING_KEY_FILE,
            TOKEN_MAXIMUM,
            EXTEND_TOKENS,
            AUDIENCES,
            AUTHORIZATION_MODE,
            ENABLE_PLUGINS,
            DISABLE_PLUGINS,
            ALLOW_PRIVILEGED,
            EVENT_TTL,
            RUNTIME_CONFIG,
            FEATURE_GATES,
            SERVE_UNENFORCED,
            REQUEST_TIMEOUT,
            AUDIT_LOG_PATH,
            AUDIT_POLICY_FILE,
            AUDIT_LOG_MAXSIZE,
            AUDIT_LOG_MAXBACKUP,
            MIN_REQUEST_TIMEOUT,
            MAX_REQUESTS,
            MAX_MUTATING_REQUESTS,
            KUBELET_CERTIFICATE,
            KUBELET_KEY,
            KUBELET_AUTHORITY,
            KUBELET_ADDRESS_TYPES,
            KUBELET_TIMEOUT);

    private ApiServerOptions() {}

    private static boolean fitsServices(Cidr range) {
        int bits = range.prefixBits();
        return range.isIpv6() ? bits >= 64 && bits <= 126 : bits >= 12 && bits <= 30;
    }
}
