package io.djong.apiserver.proxy;

import io.djong.http.tls.ClientTls;
import java.time.Duration;
import java.util.List;

/// How this server finds kubelets and speaks to them.
///
/// @param tls our certificate, and whom we trust to sign theirs; without authorities every kubelet is
///     believed, as
///     with upstream
/// @param addressTypes of a node's addresses, the preferred first (`InternalIP`, `Hostname` …)
/// @param timeout for a connection to be made
/// @param port of a node that does not say its kubelet's
public record KubeletAccess(ClientTls tls, List<String> addressTypes, Duration timeout, int port) {
    /// Upstream's defaults, without a certificate.
    public static final KubeletAccess DEFAULTS = new KubeletAccess(
            ClientTls.INSECURE,
            List.of("Hostname", "InternalDNS", "InternalIP", "ExternalDNS", "ExternalIP"),
            Duration.ofSeconds(5),
            10_250);

    public KubeletAccess {
        addressTypes = List.copyOf(addressTypes);
    }

    public KubeletAccess withTls(ClientTls value) {
        return new KubeletAccess(value, addressTypes, timeout, port);
    }

    public KubeletAccess withAddressTypes(List<String> values) {
        return new KubeletAccess(tls, values, timeout, port);
    }

    public KubeletAccess withTimeout(Duration value) {
        return new KubeletAccess(tls, addressTypes, value, port);
    }
}
