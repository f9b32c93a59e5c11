package io.djong.apiserver.server;

import io.djong.apiserver.authentication.Authenticator;
import io.djong.http.tls.ServerTls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// What an API server is told by whoever constructs it.
///
/// @param bind where HTTPS is served; port 0 for any free one
/// @param tls how; with the authorities that client certificates are hinted at
/// @param authenticators beside those for service accounts, in the order in which they are asked
/// @param anonymous whether requests without credentials come in as `system:anonymous`
/// @param authorizationModes upstream's names, in order: `RBAC`, `AlwaysAllow`, `AlwaysDeny`
/// @param admissionPlugins upstream's names of those that run
/// @param clusterRange of service addresses
/// @param firstNodePort of the range of node ports
/// @param lastNodePort of the range of node ports
/// @param advertisedAddress at which pods find the server, behind the Service `default/kubernetes`
/// @param advertisedPort see there
/// @param eventTimeToLive how long events stay
/// @param allowPrivileged whether privileged containers are admitted
/// @param serviceAccounts issuer, audiences and keys of service account tokens
public record ApiServerConfig(
        InetSocketAddress bind,
        ServerTls tls,
        List<Authenticator> authenticators,
        boolean anonymous,
        List<String> authorizationModes,
        List<String> admissionPlugins,
        String clusterRange,
        int firstNodePort,
        int lastNodePort,
        String advertisedAddress,
        int advertisedPort,
        Duration eventTimeToLive,
        boolean allowPrivileged,
        ServiceAccountConfig serviceAccounts) {}
