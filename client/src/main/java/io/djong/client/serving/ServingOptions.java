package io.djong.client.serving;

import io.djong.base.config.Checks;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// The flags of secure serving, authentication and authorisation that upstream's components share.
public final class ServingOptions {
    private static final String SERVING = "secure serving";
    private static final String AUTHENTICATION = "authentication";
    private static final String AUTHORIZATION = "authorization";
    private static final Duration REVIEW_LIFE = Duration.ofSeconds(10);

    static final Option<InetAddress> BIND_ADDRESS = Option.of(
                    "bind-address", OptionTypes.IP, InetAddress.ofLiteral("0.0.0.0"))
            .section(SERVING)
            .help("The address on which the port listens; 0.0.0.0 for all.");
    static final Option<String> CERT_FILE = Option.of("tls-cert-file", OptionTypes.STRING, "")
            .section(SERVING)
            .help("The certificate for HTTPS, with its chain; read again when it changes. Without, one is made for"
                    + " this run.");
    static final Option<String> KEY_FILE = Option.of("tls-private-key-file", OptionTypes.STRING, "")
            .section(SERVING)
            .help("The private key of --tls-cert-file.");
    static final Option<String> MIN_VERSION = Option.of("tls-min-version", OptionTypes.STRING, "")
            .section(SERVING)
            .help("The least version of TLS: VersionTLS12 or VersionTLS13.")
            .check(Checks.oneOf("", "VersionTLS12", "VersionTLS13"));
    static final Option<List<String>> CIPHER_SUITES = Option.of("tls-cipher-suites", OptionTypes.STRINGS, List.of())
            .section(SERVING)
            .help("The cipher suites for TLS 1.2, by their IANA names; a safe choice when not set.");
    static final Option<Boolean> NO_HTTP2 = Option.of("disable-http2-serving", OptionTypes.BOOL, false)
            .section(SERVING)
            .help("Serve HTTP/1.1 only.");
    static final Option<String> AUTHENTICATION_KUBECONFIG = Option.of(
                    "authentication-kubeconfig", OptionTypes.STRING, "")
            .section(AUTHENTICATION)
            .help("A kubeconfig of somebody who may create tokenreviews. Without, tokens prove nobody.");
    static final Option<Boolean> SKIP_LOOKUP = Option.of("authentication-skip-lookup", OptionTypes.BOOL, false)
            .section(AUTHENTICATION)
            .help("Do not look in the cluster for the authorities of client certificates.");
    static final Option<Duration> TOKEN_LIFE = Option.of(
                    "authentication-token-webhook-cache-ttl", OptionTypes.DURATION, REVIEW_LIFE)
            .section(AUTHENTICATION)
            .help("How long a token's review counts.");
    static final Option<String> CLIENT_CA_FILE = Option.of("client-ca-file", OptionTypes.STRING, "")
            .section(AUTHENTICATION)
            .help("The authorities whose client certificates are believed; read again when it changes.");
    static final Option<List<String>> OPEN_PATHS = Option.of(
                    "authorization-always-allow-paths", OptionTypes.STRINGS, List.of("/healthz", "/readyz", "/livez"))
            .section(AUTHORIZATION)
            .help("Paths that everybody may get.");
    static final Option<String> AUTHORIZATION_KUBECONFIG = Option.of("authorization-kubeconfig", OptionTypes.STRING, "")
            .section(AUTHORIZATION)
            .help("A kubeconfig of somebody who may create subjectaccessreviews. Without, nothing else is allowed.");
    static final Option<Duration> ALLOWED_LIFE = Option.of(
                    "authorization-webhook-cache-authorized-ttl", OptionTypes.DURATION, REVIEW_LIFE)
            .section(AUTHORIZATION)
            .help("How long a yes counts.");
    static final Option<Duration> REFUSED_LIFE = Option.of(
                    "authorization-webhook-cache-unauthorized-ttl", OptionTypes.DURATION, REVIEW_LIFE)
            .section(AUTHORIZATION)
            .help("How long a no counts.");

    private final Option<Integer> securePort;
    private final Option<Boolean> tolerateLookupFailure;

    /// The flags with a component's own defaults.
    ///
    /// @param port of HTTPS
    /// @param tolerateLookup whether the component starts when the authorities cannot be looked up
    public ServingOptions(int port, boolean tolerateLookup) {
        this.securePort = Option.of("secure-port", OptionTypes.INT, port)
                .section(SERVING)
                .help("The port of HTTPS, with authentication and authorisation; 0 serves nothing.")
                .check(Checks.portOrOff());
        this.tolerateLookupFailure = Option.of(
                        "authentication-tolerate-lookup-failure", OptionTypes.BOOL, tolerateLookup)
                .section(AUTHENTICATION)
                .help("Start, without client certificates, when their authorities cannot be looked up.");
    }

    Option<Integer> securePort() {
        return securePort;
    }

    Option<Boolean> tolerateLookupFailure() {
        return tolerateLookupFailure;
    }

    /// All of them.
    public Options options() {
        return Options.of(
                        securePort,
                        BIND_ADDRESS,
                        CERT_FILE,
                        KEY_FILE,
                        MIN_VERSION,
                        CIPHER_SUITES,
                        NO_HTTP2,
                        AUTHENTICATION_KUBECONFIG,
                        SKIP_LOOKUP,
                        TOKEN_LIFE,
                        tolerateLookupFailure,
                        CLIENT_CA_FILE,
                        OPEN_PATHS,
                        AUTHORIZATION_KUBECONFIG,
                        ALLOWED_LIFE,
                        REFUSED_LIFE)
                .unbuilt(
                        "cert-dir",
                        "http2-max-streams-per-connection",
                        "permit-address-sharing",
                        "permit-port-sharing",
                        "tls-curve-preferences",
                        "tls-sni-cert-key",
                        "requestheader-allowed-names",
                        "requestheader-client-ca-file",
                        "requestheader-extra-headers-prefix",
                        "requestheader-group-headers",
                        "requestheader-uid-headers",
                        "requestheader-username-headers");
    }
}
