package io.djong.apiserver.options;

import io.djong.base.config.Settings;
import java.util.List;

/// Where the flags say that an etcd cluster is, and by which files it and we know each other.
///
/// @param servers as `--etcd-servers` has them; empty for none, which means the embedded store
/// @param authorities the file of `--etcd-cafile`; "" for the JDK's
/// @param certificate the file of `--etcd-certfile`; "" for none
/// @param key the file of `--etcd-keyfile`; "" for none
public record EtcdAccess(List<String> servers, String authorities, String certificate, String key) {
    public EtcdAccess {
        servers = List.copyOf(servers);
    }

    /// What the flags of [ApiServerOptions] say.
    public static EtcdAccess of(Settings settings) {
        return new EtcdAccess(
                settings.get(ApiServerOptions.ETCD_SERVERS),
                settings.get(ApiServerOptions.ETCD_CA_FILE),
                settings.get(ApiServerOptions.ETCD_CERT_FILE),
                settings.get(ApiServerOptions.ETCD_KEY_FILE));
    }

    /// Whether there is none.
    public boolean isEmpty() {
        return servers.isEmpty();
    }
}
