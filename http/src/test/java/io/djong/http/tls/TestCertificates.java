package io.djong.http.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// Certificates for tests, made by the JDK's keytool.
public final class TestCertificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path store;

    private TestCertificates(Path store) {
        this.store = store;
    }

    /// With an authority `ca`.
    public static TestCertificates create() {
        try {
            var store = Files.createTempDirectory("djong-http").resolve("keys.p12");
            var made = new TestCertificates(store);
            made.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=test-ca", "-ext", "bc:c");
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A key and certificate signed by the authority.
    ///
    /// @param san like `dns:localhost,ip:127.0.0.1`; empty for none
    public Identity identity(String alias, String name, String san) {
        var arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-signer", "ca", "-dname", name));
        if (!san.isEmpty()) arguments.addAll(List.of("-ext", "san=" + san));
        keytool(arguments.toArray(String[]::new));
        return read(alias);
    }

    public X509Certificate authority() {
        return read("ca").chain().getFirst();
    }

    private Identity read(String alias) {
        try {
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
            var chain = Arrays.stream(keys.getCertificateChain(alias))
                    .map(X509Certificate.class::cast)
                    .toList();
            return new Identity((PrivateKey) keys.getKey(alias, PASSWORD), chain);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void keytool(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of(
                "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30", "-storetype", "PKCS12", "-keystore"));
        command.addAll(List.of(store.toString(), "-storepass", new String(PASSWORD)));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new AssertionError(output);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// The JDK's context for a client that shows this identity (or none) and trusts everybody.
    public static SSLContext trustingContext() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new HintsOnly(List.of())}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
