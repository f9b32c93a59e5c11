package io.djong.kubelet.server.access;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/// Whom the kubelet's server believes and lets in. [#defaults] are those of upstream's configuration file.
///
/// @param node this node's name
/// @param authorities of clients with certificates; empty for none
/// @param anonymous whether who says nothing is `system:anonymous`
/// @param tokens whether bearer tokens are reviewed by the API server
/// @param tokenLife how long a token's review holds
/// @param webhook whether the API server decides; false lets everybody who is somebody
/// @param allowedLife how long permission holds
/// @param deniedLife how long a refusal holds
public record AccessConfig(
        String node,
        List<X509Certificate> authorities,
        boolean anonymous,
        boolean tokens,
        Duration tokenLife,
        boolean webhook,
        Duration allowedLife,
        Duration deniedLife) {
    public AccessConfig {
        authorities = List.copyOf(authorities);
    }

    /// Upstream's defaults with these authorities.
    public static AccessConfig defaults(String node, List<X509Certificate> authorities) {
        return new AccessConfig(
                node,
                authorities,
                false,
                true,
                Duration.ofMinutes(2),
                true,
                Duration.ofMinutes(5),
                Duration.ofSeconds(30));
    }
}
