package io.djong.apiserver.options;

import io.djong.apiserver.authentication.Authenticator;
import io.djong.apiserver.authentication.token.TokenFile;
import io.djong.apiserver.authentication.x509.CertificateAuthenticator;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.apiserver.server.ServerLimits;
import io.djong.apiserver.server.ServiceAccountConfig;
import io.djong.base.config.Cidr;
import io.djong.base.config.Settings;
import io.djong.base.time.Environment;
import io.djong.http.tls.ServerTls;
import io.djong.pki.Certificates;
import io.djong.pki.JwtSigner;
import io.djong.pki.JwtVerifier;
import io.djong.pki.Keys;
import io.djong.pki.PkiException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// From settings to the configuration of a server: reads the files that they name, makes what the
/// certificate folder lacks.
public final class ApiServerSettings {
    private final Environment environment;
    private final Settings settings;

    /// @param settings without errors
    public ApiServerSettings(Environment environment, Settings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    /// The configuration.
    ///
    /// @throws OptionsException naming the flag and what is wrong with its file
    public ApiServerConfig config() throws OptionsException {
        var advertised = advertised();
        var folder = new ServingFolder(Path.of(settings.get(ApiServerOptions.CERT_DIR)), environment.clock());
        var identity = settings.get(ApiServerOptions.TLS_CERT_FILE).isEmpty()
                ? folder.serving(advertised, firstServiceAddress())
                : ServingFolder.read(
                        Path.of(settings.get(ApiServerOptions.TLS_CERT_FILE)),
                        Path.of(settings.get(ApiServerOptions.TLS_KEY_FILE)));
        var authorities = authorities();
        var tls = ServerTls.of(() -> identity);
        var authenticators = new ArrayList<Authenticator>();
        if (!authorities.isEmpty()) {
            tls = tls.withClientAuthorities(() -> authorities);
            authenticators.add(new CertificateAuthenticator(() -> authorities, environment.clock()));
        }
        if (!settings.get(ApiServerOptions.TOKEN_FILE).isEmpty()) {
            authenticators.add(tokens());
        }
        var bind = new InetSocketAddress(
                settings.get(ApiServerOptions.BIND_ADDRESS), settings.get(ApiServerOptions.SECURE_PORT));
        var nodePorts = settings.get(ApiServerOptions.NODE_PORTS);
        return new ApiServerConfig(
                new ApiServerConfig.Https(bind, tls),
                authenticators,
                settings.get(ApiServerOptions.ANONYMOUS),
                settings.get(ApiServerOptions.AUTHORIZATION_MODE),
                AdmissionNames.chosen(settings),
                settings.get(ApiServerOptions.SERVICE_RANGE).stream()
                        .map(Cidr::toString)
                        .collect(Collectors.joining(",")),
                nodePorts.first(),
                nodePorts.last(),
                advertised.getHostAddress(),
                settings.get(ApiServerOptions.SECURE_PORT),
                settings.get(ApiServerOptions.EVENT_TTL),
                settings.get(ApiServerOptions.ALLOW_PRIVILEGED),
                serviceAccounts(folder),
                limits(),
                new KubeletAccessSettings(settings).access(),
                List.of(),
                new EnablementSettings(settings).enablement(),
                new AuditSettings(settings).config());
    }

    private ServerLimits limits() {
        return new ServerLimits(
                settings.get(ApiServerOptions.REQUEST_TIMEOUT),
                Duration.ofSeconds(settings.get(ApiServerOptions.MIN_REQUEST_TIMEOUT)),
                settings.get(ApiServerOptions.MAX_REQUESTS),
                settings.get(ApiServerOptions.MAX_MUTATING_REQUESTS),
                settings.get(ApiServerOptions.COMPACTION_INTERVAL));
    }

    private InetAddress advertised() {
        var address = settings.get(ApiServerOptions.ADVERTISE_ADDRESS);
        if (!address.isAnyLocalAddress()) {
            return address;
        }
        var bound = settings.get(ApiServerOptions.BIND_ADDRESS);
        return bound.isAnyLocalAddress() || bound.isLoopbackAddress() ? HostAddress.find(bound) : bound;
    }

    /// The address of the Service `default/kubernetes`, by which pods reach the server.
    private InetAddress firstServiceAddress() throws OptionsException {
        var bytes =
                settings.get(ApiServerOptions.SERVICE_RANGE).getFirst().base().getAddress();
        bytes[bytes.length - 1] |= 1;
        try {
            return InetAddress.getByAddress(bytes);
        } catch (IOException e) {
            throw new OptionsException("--service-cluster-ip-range: no first address", e);
        }
    }

    private List<X509Certificate> authorities() throws OptionsException {
        var file = settings.get(ApiServerOptions.CLIENT_CA_FILE);
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return Certificates.parse(Files.readString(Path.of(file)));
        } catch (IOException | PkiException e) {
            throw new OptionsException("--client-ca-file " + file + ": " + reason(e), e);
        }
    }

    private Authenticator tokens() throws OptionsException {
        var file = settings.get(ApiServerOptions.TOKEN_FILE);
        try {
            return TokenFile.parse(Files.readString(Path.of(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new OptionsException("--token-auth-file " + file + ": " + reason(e), e);
        }
    }

    private ServiceAccountConfig serviceAccounts(ServingFolder folder) throws OptionsException {
        var file = settings.get(ApiServerOptions.SIGNING_KEY_FILE);
        try {
            var signing =
                    file.isEmpty() ? folder.serviceAccountKey() : Keys.parsePrivate(Files.readString(Path.of(file)));
            var accepted = new ArrayList<PublicKey>();
            for (var each : settings.get(ApiServerOptions.KEY_FILES)) {
                accepted.addAll(Keys.parsePublic(Files.readString(Path.of(each))));
            }
            if (accepted.isEmpty()) {
                accepted.add(signing.getPublic());
            }
            return new ServiceAccountConfig(
                    settings.get(ApiServerOptions.ISSUERS),
                    settings.get(ApiServerOptions.AUDIENCES),
                    new JwtSigner(signing),
                    new JwtVerifier(accepted),
                    settings.get(ApiServerOptions.TOKEN_MAXIMUM),
                    settings.get(ApiServerOptions.EXTEND_TOKENS));
        } catch (IOException | PkiException e) {
            throw new OptionsException(
                    "--service-account-signing-key-file, --service-account-key-file: " + reason(e), e);
        }
    }

    static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
