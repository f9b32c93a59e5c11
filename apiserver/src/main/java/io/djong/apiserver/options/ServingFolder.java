package io.djong.apiserver.options;

import io.djong.http.tls.Identity;
import io.djong.pki.CertificateAuthority;
import io.djong.pki.CertificateTemplate;
import io.djong.pki.Certificates;
import io.djong.pki.Keys;
import io.djong.pki.PkiException;
import io.djong.pki.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.List;

/// The folder of `--cert-dir`: a certificate for HTTPS and the key for service account tokens, made when
/// they are missing.
final class ServingFolder {
    private static final String CERTIFICATE = "apiserver.crt";
    private static final String KEY = "apiserver.key";
    private static final String ACCOUNT_KEY = "sa.key";

    private final Path folder;
    private final InstantSource clock;

    ServingFolder(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// The identity in two files.
    static Identity read(Path certificate, Path key) throws OptionsException {
        try {
            return new Identity(
                    Keys.parsePrivate(Files.readString(key)).getPrivate(),
                    Certificates.parse(Files.readString(certificate)));
        } catch (IOException | PkiException e) {
            throw new OptionsException(
                    "--tls-cert-file " + certificate + ", --tls-private-key-file " + key + ": "
                            + ApiServerSettings.reason(e),
                    e);
        }
    }

    /// The identity in the folder; a self-signed one is put there when there is none.
    ///
    /// @param advertised address that the certificate is good for, besides the loopback ones
    /// @param service address of the Service `default/kubernetes`
    Identity serving(InetAddress advertised, InetAddress service) throws OptionsException {
        var certificate = folder.resolve(CERTIFICATE);
        var key = folder.resolve(KEY);
        if (!Files.exists(certificate) || !Files.exists(key)) {
            make(certificate, key, advertised, service);
        }
        return read(certificate, key);
    }

    /// The key for service account tokens.
    KeyPair serviceAccountKey() throws IOException, PkiException {
        var file = folder.resolve(ACCOUNT_KEY);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            writePrivate(file, Keys.pkcs8Pem(Keys.ecP256().getPrivate()));
        }
        return Keys.parsePrivate(Files.readString(file));
    }

    private void make(Path certificate, Path key, InetAddress advertised, InetAddress service) throws OptionsException {
        var now = clock.instant();
        var authority = CertificateAuthority.selfSigned("djong-apiserver-ca", CertificateAuthority.TEN_YEARS, now);
        var names = List.of(
                "kubernetes.default.svc", "kubernetes.default", "kubernetes", "localhost", advertised.getHostName());
        var addresses = List.of(advertised, service, InetAddress.getLoopbackAddress());
        var issued = authority.issue(CertificateTemplate.server(Subject.of("kube-apiserver"), names, addresses), now);
        try {
            Files.createDirectories(folder);
            writePrivate(key, issued.keyPem());
            Files.writeString(certificate, issued.certificatePem() + authority.certificatePem());
        } catch (IOException e) {
            throw new OptionsException("--cert-dir " + folder + ": " + ApiServerSettings.reason(e), e);
        }
    }

    /// Keys are for their owner only, from the first byte on.
    private static void writePrivate(Path file, String pem) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, pem);
    }
}
