package io.djong.client.kubeconfig;

import io.djong.base.time.Environment;
import io.djong.base.time.Ticker;
import io.djong.client.remote.ClientConfig;
import io.djong.client.remote.Credentials;
import io.djong.http.tls.ClientTls;
import io.djong.http.tls.Identity;
import io.djong.pki.Certificates;
import io.djong.pki.Keys;
import io.djong.pki.PkiException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes what a kubeconfig says usable. Certificates and keys in files are looked at again every five minutes,
/// tokens every minute: renewed ones are used without a restart.
public final class Access {
    private static final Duration CERTIFICATE_PERIOD = Duration.ofMinutes(5);
    private static final Duration TOKEN_PERIOD = Duration.ofMinutes(1);

    private final Ticker ticker;

    private Access(Ticker ticker) {
        this.ticker = ticker;
    }

    /// The configuration that a component's flags `--kubeconfig` and `--master` make; in a pod without either, its
    /// service account does.
    ///
    /// @param file the kubeconfig, "" for none
    /// @param master the server's address, counts before the file's; "" for that
    /// @param variables the process's environment
    /// @throws KubeconfigException when neither is there and this is no pod, or the file is of no use
    public static ClientConfig ofFlags(
            String file, String master, Map<String, String> variables, Environment environment)
            throws KubeconfigException {
        var alone = new Kubeconfig.Cluster(master, "", false, null, "", "");
        if (file.isEmpty()) {
            if (master.isEmpty()) {
                if (InCluster.isInside(variables)) return InCluster.config(variables, InCluster.FOLDER, environment);
                throw new KubeconfigException("--kubeconfig is needed: it says where the API server is");
            }
            return of(alone, Kubeconfig.User.NOBODY, environment);
        }
        var kubeconfig = KubeconfigFiles.read(Path.of(file));
        if (master.isEmpty()) return of(kubeconfig, "", environment);
        var context = kubeconfig.context("");
        var named = kubeconfig.clusters().getOrDefault(context.cluster(), alone);
        var cluster = new Kubeconfig.Cluster(
                master,
                named.tlsServerName(),
                named.insecure(),
                named.authorityFile(),
                named.authorityData(),
                named.proxyUrl());
        return of(cluster, kubeconfig.user(context), environment);
    }

    /// The configuration of a client for a context.
    ///
    /// @param context "" for the current one
    /// @throws KubeconfigException when it names something that is not there, not readable or not built (exec
    ///     plug-ins, auth providers, proxies)
    public static ClientConfig of(Kubeconfig kubeconfig, String context, Environment environment)
            throws KubeconfigException {
        Kubeconfig.Context chosen = kubeconfig.context(context);
        return of(kubeconfig.cluster(chosen), kubeconfig.user(chosen), environment);
    }

    /// The configuration of a client for a user at a cluster.
    public static ClientConfig of(Kubeconfig.Cluster cluster, Kubeconfig.User user, Environment environment)
            throws KubeconfigException {
        if (!user.plugin().isEmpty()) {
            throw new KubeconfigException("credential plug-ins are not supported: " + user.plugin());
        }
        if (!cluster.proxyUrl().isEmpty()) {
            throw new KubeconfigException("proxy-url is not supported: " + cluster.proxyUrl());
        }
        var access = new Access(environment.ticker());
        String server = cluster.server().contains("://") ? cluster.server() : "https://" + cluster.server();
        try {
            return ClientConfig.of(server, access.tls(cluster, user), access.credentials(user));
        } catch (IllegalArgumentException e) {
            throw new KubeconfigException("the server's address makes no sense: " + cluster.server(), e);
        }
    }

    private ClientTls tls(Kubeconfig.Cluster cluster, Kubeconfig.User user) throws KubeconfigException {
        boolean namesAuthority =
                cluster.authorityFile() != null || !cluster.authorityData().isEmpty();
        if (cluster.insecure() && namesAuthority) {
            throw new KubeconfigException("specifying a root certificates file with the insecure flag is not allowed");
        }
        ClientTls tls = cluster.insecure() ? ClientTls.INSECURE : ClientTls.DEFAULT;
        if (namesAuthority) tls = ClientTls.trusting(authorities(cluster));
        Supplier<@Nullable Identity> identity = identity(user);
        if (identity != null) tls = tls.withIdentity(identity);
        return cluster.tlsServerName().isEmpty() ? tls : tls.withServerName(cluster.tlsServerName());
    }

    private Supplier<List<X509Certificate>> authorities(Kubeconfig.Cluster cluster) throws KubeconfigException {
        Path file = cluster.authorityFile();
        if (cluster.authorityData().isEmpty() && file != null) {
            ReloadedFile<List<X509Certificate>> reloaded =
                    ReloadedFile.open(file, ticker, CERTIFICATE_PERIOD, Certificates::parse);
            return reloaded::get;
        }
        List<X509Certificate> fixed =
                parsed("certificate-authority-data", cluster.authorityData(), Certificates::parse);
        return () -> fixed;
    }

    private @Nullable Supplier<@Nullable Identity> identity(Kubeconfig.User user) throws KubeconfigException {
        Path certificate = user.certificateFile();
        Path key = user.keyFile();
        boolean hasCertificate = certificate != null || !user.certificateData().isEmpty();
        boolean hasKey = key != null || !user.keyData().isEmpty();
        if (!hasCertificate && !hasKey) return null;
        if (!hasCertificate || !hasKey) {
            throw new KubeconfigException("client-certificate and client-key must be given together");
        }
        boolean noData = user.certificateData().isEmpty() && user.keyData().isEmpty();
        if (certificate != null && key != null && noData) {
            return new ReloadedIdentity(certificate, key, ticker, CERTIFICATE_PERIOD)::get;
        }
        String chain = text("client-certificate", user.certificateData(), certificate);
        String secret = text("client-key", user.keyData(), key);
        Identity fixed = new Identity(
                parsed("client-key", secret, Keys::parsePrivate).getPrivate(),
                parsed("client-certificate", chain, Certificates::parse));
        return () -> fixed;
    }

    private String text(String name, String data, @Nullable Path file) throws KubeconfigException {
        if (!data.isEmpty()) return data;
        if (file == null) throw new KubeconfigException(name + " is missing");
        return ReloadedFile.open(file, ticker, CERTIFICATE_PERIOD, text -> text).get();
    }

    interface PkiParser<T> {
        T parse(String pem) throws PkiException;
    }

    static <T> T parsed(String name, String pem, PkiParser<T> parser) throws KubeconfigException {
        try {
            return parser.parse(pem);
        } catch (PkiException e) {
            throw new KubeconfigException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Credentials credentials(Kubeconfig.User user) throws KubeconfigException {
        Credentials credentials = Credentials.NONE;
        Path tokenFile = user.tokenFile();
        if (tokenFile != null) {
            credentials = token(tokenFile, ticker);
        } else if (!user.token().isEmpty()) {
            credentials = Credentials.bearer(user::token);
        } else if (!user.username().isEmpty()) {
            credentials = Credentials.basic(user.username(), user.password());
        }
        return user.impersonate().isEmpty()
                ? credentials
                : credentials.impersonating(
                        user.impersonate(), user.impersonateUid(), user.impersonateGroups(), user.impersonateExtra());
    }

    static Credentials token(Path file, Ticker ticker) throws KubeconfigException {
        ReloadedFile<String> reloaded = ReloadedFile.open(file, ticker, TOKEN_PERIOD, String::strip);
        return Credentials.bearer(reloaded::get);
    }
}
