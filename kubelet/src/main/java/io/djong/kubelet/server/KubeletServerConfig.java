package io.djong.kubelet.server;

import io.djong.api.json.JsonValue;
import io.djong.http.tls.Identity;
import io.djong.kubelet.server.access.ServerAccess;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How the kubelet is served.
///
/// @param bind HTTPS; port 0 for any free one
/// @param identity shown to clients
/// @param access lets requests in
/// @param healthz where plain `/healthz` is served; null for nowhere
/// @param debugging whether logs, commands, ports and lists of pods are served
/// @param systemLogs the folder behind `/logs/` (`/var/log`); null for not serving it
/// @param configuration `/configz`' `kubeletconfig`
public record KubeletServerConfig(
        InetSocketAddress bind,
        Supplier<Identity> identity,
        ServerAccess access,
        @Nullable InetSocketAddress healthz,
        boolean debugging,
        @Nullable Path systemLogs,
        JsonValue configuration) {}
