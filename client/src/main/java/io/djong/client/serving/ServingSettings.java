package io.djong.client.serving;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.base.config.Option;
import io.djong.base.config.Settings;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.kubeconfig.Access;
import io.djong.client.kubeconfig.KubeconfigException;
import io.djong.client.kubeconfig.KubeconfigFiles;
import io.djong.client.kubeconfig.ReloadedFile;
import io.djong.client.kubeconfig.ReloadedIdentity;
import io.djong.client.remote.HttpKubeClient;
import io.djong.http.tls.Identity;
import io.djong.http.tls.ServerTls;
import io.djong.pki.CertificateAuthority;
import io.djong.pki.CertificateTemplate;
import io.djong.pki.Certificates;
import io.djong.pki.PkiException;
import io.djong.pki.Subject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// From flags to how a component serves: reads the files that they name. Owns the clients that ask the API server;
/// close it when the component has stopped.
public final class ServingSettings implements AutoCloseable {
    private static final Duration RELOAD_PERIOD = Duration.ofMinutes(1);
    private static final String AUTHORITY_MAP = "extension-apiserver-authentication";
    private static final String AUTHORITY_KEY = "client-ca-file";

    private final Environment environment;
    private final ServingOptions options;
    private final Settings settings;
    private final String component;
    private final MetricRegistry metrics;
    private final List<HttpKubeClient> clients = new ArrayList<>();

    /// @param settings without errors
    /// @param component its name, for the certificate that is made when none is named
    /// @param metrics of the requests to the API server
    public ServingSettings(
            Environment environment,
            ServingOptions options,
            Settings settings,
            String component,
            MetricRegistry metrics) {
        this.environment = environment;
        this.options = options;
        this.settings = settings;
        this.component = component;
        this.metrics = metrics;
    }

    /// How to serve; empty when the port is 0. May ask the API server for the authorities of client certificates.
    ///
    /// @throws SettingsException naming the flag and what is wrong with its file
    public Optional<ServingConfig> config() throws SettingsException, InterruptedException {
        int port = settings.get(options.securePort());
        if (port == 0) return Optional.empty();
        var reviewer = client(ServingOptions.AUTHENTICATION_KUBECONFIG);
        var authentication = new DelegatedAuthentication(
                environment, reviewer, authorities(reviewer), true, settings.get(ServingOptions.TOKEN_LIFE));
        var authorization = new DelegatedAuthorization(
                environment,
                client(ServingOptions.AUTHORIZATION_KUBECONFIG),
                settings.get(ServingOptions.OPEN_PATHS),
                settings.get(ServingOptions.ALLOWED_LIFE),
                settings.get(ServingOptions.REFUSED_LIFE));
        var bind = new InetSocketAddress(settings.get(ServingOptions.BIND_ADDRESS), port);
        return Optional.of(
                new ServingConfig(bind, tls(), !settings.get(ServingOptions.NO_HTTP2), authentication, authorization));
    }

    private ServerTls tls() throws SettingsException {
        var tls = ServerTls.of(identity()).withCipherSuites(settings.get(ServingOptions.CIPHER_SUITES));
        return settings.get(ServingOptions.MIN_VERSION).equals("VersionTLS13") ? tls.withMinVersion("TLSv1.3") : tls;
    }

    private Supplier<Identity> identity() throws SettingsException {
        var certificate = settings.get(ServingOptions.CERT_FILE);
        var key = settings.get(ServingOptions.KEY_FILE);
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new SettingsException("--tls-cert-file and --tls-private-key-file are given together or not", null);
        }
        if (certificate.isEmpty()) return ofThisRun();
        try {
            return new ReloadedIdentity(Path.of(certificate), Path.of(key), environment.ticker(), RELOAD_PERIOD)::get;
        } catch (KubeconfigException e) {
            throw new SettingsException("--tls-cert-file, --tls-private-key-file: " + e.getMessage(), e);
        }
    }

    private Supplier<Identity> ofThisRun() {
        var now = environment.clock().instant();
        var authority = CertificateAuthority.selfSigned(component + "-ca", CertificateAuthority.TEN_YEARS, now);
        var template = CertificateTemplate.server(
                Subject.of(component), List.of("localhost"), List.of(InetAddress.getLoopbackAddress()));
        var issued = authority.issue(template, now);
        var identity = new Identity(issued.key().getPrivate(), List.of(issued.certificate()));
        return () -> identity;
    }

    private @Nullable KubeClient client(Option<String> flag) throws SettingsException {
        var file = settings.get(flag);
        if (file.isEmpty()) return null;
        try {
            var client = new HttpKubeClient(
                    environment, Access.of(KubeconfigFiles.read(Path.of(file)), "", environment), metrics);
            clients.add(client);
            return client;
        } catch (KubeconfigException e) {
            throw new SettingsException("--" + flag.flag() + ": " + e.getMessage(), e);
        }
    }

    private Supplier<List<X509Certificate>> authorities(@Nullable KubeClient reviewer)
            throws SettingsException, InterruptedException {
        var file = settings.get(ServingOptions.CLIENT_CA_FILE);
        try {
            if (!file.isEmpty()) {
                return ReloadedFile.open(Path.of(file), environment.ticker(), RELOAD_PERIOD, Certificates::parse)::get;
            }
            if (reviewer == null || settings.get(ServingOptions.SKIP_LOOKUP)) return List::of;
            var known = reviewer.of(CoreV1.CONFIG_MAPS).get("kube-system", AUTHORITY_MAP);
            var authorities = Certificates.parse(known.data().getOrDefault(AUTHORITY_KEY, ""));
            return () -> authorities;
        } catch (KubeconfigException e) {
            throw new SettingsException("--client-ca-file: " + e.getMessage(), e);
        } catch (ApiException | PkiException e) {
            if (settings.get(options.tolerateLookupFailure())) return List::of;
            throw new SettingsException(
                    "--authentication-kubeconfig: the ConfigMap kube-system/" + AUTHORITY_MAP
                            + " is of no use: " + e.getMessage()
                            + " (--authentication-tolerate-lookup-failure goes on without)",
                    e);
        }
    }

    @Override
    public void close() {
        clients.forEach(HttpKubeClient::close);
    }
}
