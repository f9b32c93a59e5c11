package io.djong.kubelet.server;

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
import java.time.Instant;
import java.util.List;

/// The certificate that the kubelet's server shows: from files, or made by itself as upstream does
/// when none is given.
public final class ServingIdentity {
    private static final String CERTIFICATE = "kubelet.crt";
    private static final String KEY = "kubelet.key";

    private ServingIdentity() {}

    /// Reads a certificate with its chain, and its key, both PEM.
    public static Identity read(Path certificate, Path key) throws IOException, PkiException {
        return new Identity(
                Keys.parsePrivate(Files.readString(key)).getPrivate(),
                Certificates.parse(Files.readString(certificate)));
    }

    /// What the folder has (`kubelet.crt`, `kubelet.key`), or a new one that nobody but the kubelet vouches
    /// for.
    ///
    /// @param node the name that it is good for
    public static Identity readOrMake(Path folder, String node, List<InetAddress> addresses, Instant now)
            throws IOException, PkiException {
        var certificate = folder.resolve(CERTIFICATE);
        var key = folder.resolve(KEY);
        if (!Files.exists(certificate) || !Files.exists(key)) {
            var authority = CertificateAuthority.selfSigned(node + "-ca", CertificateAuthority.TEN_YEARS, now);
            var issued = authority.issue(CertificateTemplate.server(Subject.of(node), List.of(node), addresses), now);
            Files.createDirectories(folder);
            Files.deleteIfExists(key);
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, issued.keyPem());
            Files.writeString(certificate, issued.certificatePem() + authority.certificatePem());
        }
        return read(certificate, key);
    }
}
