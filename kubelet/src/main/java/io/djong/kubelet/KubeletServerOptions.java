package io.djong.kubelet;

import io.djong.base.config.Checks;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The flags of the kubelet's server. As in upstream, flags alone are more open than a
/// configuration file; here the defaults are those of the file, for both.
final class KubeletServerOptions {
    private static final KubeletConfig.Access DEFAULTS = KubeletConfig.Access.DEFAULTS;

    static final Option<Boolean> ENABLED = Option.of("enable-server", OptionTypes.BOOL, true)
            .key("enableServer")
            .help("Serves logs, terminals, lists.");
    static final Option<String> ADDRESS =
            Option.of("address", OptionTypes.STRING, "0.0.0.0").key("address").help("Where to listen.");
    static final Option<Integer> PORT = Option.of("port", OptionTypes.INT32, 10250)
            .key("port")
            .help("The port of HTTPS.")
            .check(Checks.port());
    static final Option<String> HEALTHZ_ADDRESS = Option.of("healthz-bind-address", OptionTypes.STRING, "127.0.0.1")
            .key("healthzBindAddress")
            .help("Where plain /healthz answers.");
    static final Option<Integer> HEALTHZ_PORT = Option.of("healthz-port", OptionTypes.INT32, 10248)
            .key("healthzPort")
            .help("Its port; 0 for nowhere.")
            .check(Checks.portOrOff());
    static final Option<String> CERTIFICATE = Option.of("tls-cert-file", OptionTypes.STRING, "")
            .key("tlsCertFile")
            .help("The server's certificate; else one is made.");
    static final Option<String> KEY = Option.of("tls-private-key-file", OptionTypes.STRING, "")
            .key("tlsPrivateKeyFile")
            .help("Its key.");
    static final Option<String> CLIENT_CA = Option.of("client-ca-file", OptionTypes.STRING, "")
            .key("authentication.x509.clientCAFile")
            .help("Whose clients' certificates are believed.");
    static final Option<Boolean> ANONYMOUS = Option.of("anonymous-auth", OptionTypes.BOOL, false)
            .key("authentication.anonymous.enabled")
            .help("Lets those in who say nothing, as system:anonymous.");
    static final Option<Boolean> TOKENS = Option.of("authentication-token-webhook", OptionTypes.BOOL, true)
            .key("authentication.webhook.enabled")
            .help("Asks the API server who a bearer token is.");
    static final Option<Duration> TOKEN_LIFE = Option.of(
                    "authentication-token-webhook-cache-ttl", OptionTypes.DURATION, DEFAULTS.tokenLife())
            .key("authentication.webhook.cacheTTL")
            .help("How long that answer counts.");
    static final Option<String> AUTHORIZATION = Option.of("authorization-mode", OptionTypes.STRING, "Webhook")
            .key("authorization.mode")
            .help("Who decides: the API server (`Webhook`), or nobody (`AlwaysAllow`).")
            .check(Checks.oneOf("AlwaysAllow", "Webhook"));
    static final Option<Duration> ALLOWED_LIFE = Option.of(
                    "authorization-webhook-cache-authorized-ttl", OptionTypes.DURATION, DEFAULTS.allowedLife())
            .key("authorization.webhook.cacheAuthorizedTTL")
            .help("How long the API server's yes counts.");
    static final Option<Duration> REFUSED_LIFE = Option.of(
                    "authorization-webhook-cache-unauthorized-ttl", OptionTypes.DURATION, DEFAULTS.refusedLife())
            .key("authorization.webhook.cacheUnauthorizedTTL")
            .help("How long the API server's no counts.");
    static final Option<Boolean> DEBUGGING = Option.of("enable-debugging-handlers", OptionTypes.BOOL, true)
            .key("enableDebuggingHandlers")
            .help("Serves logs, commands and ports.");

    static final Options OPTIONS = Options.of(
            ENABLED,
            ADDRESS,
            PORT,
            HEALTHZ_ADDRESS,
            HEALTHZ_PORT,
            CERTIFICATE,
            KEY,
            CLIENT_CA,
            ANONYMOUS,
            TOKENS,
            TOKEN_LIFE,
            AUTHORIZATION,
            ALLOWED_LIFE,
            REFUSED_LIFE,
            DEBUGGING);

    private KubeletServerOptions() {}

    static KubeletConfig.Server config(Settings settings) {
        return new KubeletConfig.Server(
                settings.get(ENABLED),
                settings.get(ADDRESS),
                settings.get(PORT),
                settings.get(HEALTHZ_ADDRESS),
                settings.get(HEALTHZ_PORT),
                path(settings.get(CERTIFICATE)),
                path(settings.get(KEY)),
                new KubeletConfig.Access(
                        path(settings.get(CLIENT_CA)),
                        settings.get(ANONYMOUS),
                        settings.get(TOKENS),
                        settings.get(TOKEN_LIFE),
                        settings.get(AUTHORIZATION).equals("Webhook"),
                        settings.get(ALLOWED_LIFE),
                        settings.get(REFUSED_LIFE)),
                settings.get(DEBUGGING));
    }

    private static @Nullable Path path(String text) {
        return text.isEmpty() ? null : Path.of(text);
    }
}
