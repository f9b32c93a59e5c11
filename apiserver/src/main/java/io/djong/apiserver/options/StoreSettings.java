package io.djong.apiserver.options;

import io.djong.base.config.Settings;
import io.djong.base.time.Environment;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.etcd.EtcdOptions;
import io.djong.store.etcd.EtcdStore;
import io.djong.store.etcd.EtcdTls;
import io.djong.store.sqlite.SqliteOptions;
import io.djong.store.sqlite.SqliteStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens the store that the flags name: an etcd cluster (`--etcd-servers`) or the embedded one
/// (`--data-dir`).
public final class StoreSettings {
    private static final int ETCD_PORT = 2_379;

    private StoreSettings() {}

    /// The store; the caller closes it.
    ///
    /// @param settings without errors
    /// @throws OptionsException when they name no store, or two, or one that cannot be opened
    public static Store open(Environment environment, Settings settings) throws OptionsException, InterruptedException {
        try {
            return opened(environment, settings);
        } catch (StoreException e) {
            throw new OptionsException("the store cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Store opened(Environment environment, Settings settings)
            throws OptionsException, StoreException, InterruptedException {
        var folder = settings.get(ApiServerOptions.DATA_DIR);
        var etcd = EtcdAccess.of(settings);
        if (folder.isEmpty() == etcd.isEmpty()) {
            throw new OptionsException(
                    folder.isEmpty()
                            ? "--data-dir is needed: the folder where the store lies; or --etcd-servers"
                            : "--data-dir and --etcd-servers name two stores: give one of them");
        }
        return etcd.isEmpty()
                ? SqliteStore.open(environment, Path.of(folder), SqliteOptions.defaults())
                : EtcdStore.open(environment, etcd(etcd));
    }

    /// Where an etcd cluster is and how it is spoken to.
    ///
    /// @throws OptionsException when the flags do not say where it is
    public static EtcdOptions etcd(EtcdAccess etcd) throws OptionsException {
        var options = new EtcdOptions(endpoints(etcd.servers()), null, EtcdOptions.REQUEST_TIMEOUT_DEFAULT);
        var tls = tls(etcd);
        return tls == null ? options : options.withTls(tls);
    }

    private static List<URI> endpoints(List<String> servers) throws OptionsException {
        var endpoints = new ArrayList<URI>();
        for (var server : servers) {
            try {
                var uri = URI.create(server.contains("://") ? server : "http://" + server);
                var known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (!known || uri.getHost() == null) {
                    throw new IllegalArgumentException("not http://HOST:PORT or https://HOST:PORT");
                }
                var port = uri.getPort() < 0 ? ETCD_PORT : uri.getPort();
                endpoints.add(URI.create(uri.getScheme() + "://" + bracketed(uri.getHost()) + ":" + port));
            } catch (IllegalArgumentException e) {
                throw new OptionsException("--etcd-servers " + server + ": " + ApiServerSettings.reason(e), e);
            }
        }
        return endpoints;
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static @Nullable EtcdTls tls(EtcdAccess etcd) throws OptionsException {
        var authorities = path(etcd.authorities());
        var certificate = path(etcd.certificate());
        var key = path(etcd.key());
        if ((certificate == null) != (key == null)) {
            throw new OptionsException("--etcd-certfile and --etcd-keyfile come together");
        }
        return authorities == null && certificate == null ? null : new EtcdTls(authorities, certificate, key);
    }

    private static @Nullable Path path(String text) {
        return text.isEmpty() ? null : Path.of(text);
    }
}
