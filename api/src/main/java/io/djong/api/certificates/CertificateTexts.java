package io.djong.api.certificates;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.Bytes;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// Certificates in PEM.
public final class CertificateTexts {
    private static final String CERTIFICATE = "CERTIFICATE";

    private CertificateTexts() {}

    /// What is wrong with a chain of certificates; "" when nothing is, or there is none.
    public static String problem(Bytes pem) {
        if (pem.isEmpty()) {
            return "";
        }
        var blocks = PemBlock.all(new String(pem.shared(), ISO_8859_1));
        for (var block : blocks) {
            if (!block.type().equals(CERTIFICATE)) {
                return "only CERTIFICATE PEM blocks are allowed, found " + GoQuote.quote(block.type());
            }
            if (block.headers()) {
                return "no PEM block headers are permitted";
            }
            try {
                read(block.content());
            } catch (CertificateException e) {
                return "x509: malformed certificate";
            }
        }
        return blocks.isEmpty() ? "must contain at least one CERTIFICATE PEM block" : "";
    }

    /// Reads a certificate in DER.
    public static X509Certificate read(Bytes der) throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.shared()));
    }
}
