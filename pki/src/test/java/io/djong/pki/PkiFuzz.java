package io.djong.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Any text: reading ends with a value or a [PkiException] with a sentence. An ordinary test run
/// plays the known inputs again; with `JAZZER_FUZZ=1` in the environment it looks for new ones.
class PkiFuzz {
    private interface Reading {
        Object read() throws PkiException;
    }

    @FuzzTest(maxDuration = "1m")
    void anyToken(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        check(() -> new JwtVerifier(List.of(FixedTestKeys.serviceAccountKey().getPublic())).verify(text));
        check(() -> JoseHeader.parse(data));
    }

    @FuzzTest(maxDuration = "1m")
    void anyPem(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        check(() -> Pem.parse(text));
        check(() -> Keys.parsePrivate(text));
        check(() -> Keys.parsePublic(text));
        check(() -> Certificates.parse(text));
        check(() -> CertificateRequest.parse(text));
    }

    @FuzzTest(maxDuration = "1m")
    void anyDer(byte[] data) {
        check(() -> Certificates.parseDer(data));
        check(() -> CertificateRequest.parse(Pem.write(CertificateRequest.PEM_TYPE, data)));
        check(() -> Keys.parsePrivate(Pem.write(Keys.PRIVATE_KEY, data)));
        check(() -> Keys.parsePrivate(Pem.write(Keys.EC_PRIVATE_KEY, data)));
        check(() -> Keys.parsePrivate(Pem.write(Keys.RSA_PRIVATE_KEY, data)));
        check(() -> Keys.parsePublic(Pem.write(Keys.PUBLIC_KEY, data)));
        check(() -> Keys.parsePublic(Pem.write(Keys.RSA_PUBLIC_KEY, data)));
    }

    private static void check(Reading reading) {
        try {
            reading.read();
        } catch (PkiException e) {
            String message = e.getMessage();
            if (message == null || !message.endsWith(".")) {
                throw new AssertionError("not a sentence: " + message, e);
            }
        }
    }
}
