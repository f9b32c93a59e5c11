package io.djong.apiserver.options;

import io.djong.apiserver.proxy.KubeletAccess;
import io.djong.base.config.Settings;
import io.djong.http.tls.ClientTls;
import io.djong.pki.Certificates;
import io.djong.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// From the flags about kubelets to how they are spoken to.
final class KubeletAccessSettings {
    private final Settings settings;

    KubeletAccessSettings(Settings settings) {
        this.settings = settings;
    }

    KubeletAccess access() throws OptionsException {
        return KubeletAccess.DEFAULTS
                .withTls(tls())
                .withAddressTypes(settings.get(ApiServerOptions.KUBELET_ADDRESS_TYPES))
                .withTimeout(settings.get(ApiServerOptions.KUBELET_TIMEOUT));
    }

    private ClientTls tls() throws OptionsException {
        var tls = ClientTls.INSECURE;
        var authority = settings.get(ApiServerOptions.KUBELET_AUTHORITY);
        if (!authority.isEmpty()) {
            try {
                var authorities = Certificates.parse(Files.readString(Path.of(authority)));
                tls = ClientTls.trusting(() -> authorities);
            } catch (IOException | PkiException e) {
                throw new OptionsException(
                        "--kubelet-certificate-authority " + authority + ": " + ApiServerSettings.reason(e), e);
            }
        }
        var certificate = settings.get(ApiServerOptions.KUBELET_CERTIFICATE);
        if (certificate.isEmpty()) {
            return tls;
        }
        var identity = ServingFolder.read(Path.of(certificate), Path.of(settings.get(ApiServerOptions.KUBELET_KEY)));
        return tls.withIdentity(() -> identity);
    }
}
