package io.djong.store.etcd;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How the servers of an etcd cluster are known, and how we are known to them. PEM files, read when the
/// store is opened.
///
/// @param authorities whose certificates are believed (upstream's `--etcd-cafile`); null for those of the
///       JDK
/// @param certificates our certificate and what it was signed by (`--etcd-certfile`), null for none
/// @param key its private key (`--etcd-keyfile`), null for none
public record EtcdTls(
        @Nullable Path authorities,
        @Nullable Path certificates,
        @Nullable Path key) {
    public EtcdTls {
        if ((certificates == null) != (key == null)) {
            throw new IllegalArgumentException("a certificate and its key come together");
        }
    }
}
