package io.djong.cluster.bootstrap;

import io.djong.http.tls.Identity;
import io.djong.pki.CertificateAuthority;
import io.djong.pki.CertificateTemplate;
import io.djong.pki.Certificates;
import io.djong.pki.IssuedCertificate;
import io.djong.pki.KeyUse;
import io.djong.pki.Keys;
import io.djong.pki.PkiException;
import io.djong.pki.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The keys and certificates of a cluster, by kubeadm's file names: what is missing, near its end, or no longer good
/// for the node's names is made; the rest is left alone. The authority and the service accounts' key are made once
/// and never again.
public final class ClusterCertificates {
    /// A certificate that ends sooner than this is replaced.
    private static final Duration RENEWAL = Duration.ofDays(120);

    private static final String AUTHORITY = "ca";
    private static final String SERVER = "apiserver";
    private static final String KUBELET_CLIENT = "apiserver-kubelet-client";
    private static final String KUBELET = "kubelet";
    private static final String ACCOUNTS = "sa.key";

    private final Path folder;
    private final InstantSource clock;
    private final CertificateAuthority authority;
    private final KeyPair accounts;

    private ClusterCertificates(Path folder, InstantSource clock, CertificateAuthority authority, KeyPair accounts) {
        this.folder = folder;
        this.clock = clock;
        this.authority = authority;
        this.accounts = accounts;
    }

    /// Reads the authority and the service accounts' key, and makes them in an empty folder.
    ///
    /// @throws ClusterException when a file cannot be read or written, or does not hold what it should
    public static ClusterCertificates open(Path folder, InstantSource clock) throws ClusterException {
        try {
            Files.createDirectories(folder);
            var certificate = folder.resolve(AUTHORITY + ".crt");
            var key = folder.resolve(AUTHORITY + ".key");
            if (!Files.exists(certificate) && !Files.exists(key)) {
                var made =
                        CertificateAuthority.selfSigned("kubernetes", CertificateAuthority.TEN_YEARS, clock.instant());
                writeSecret(key, made.keyPem());
                write(certificate, made.certificatePem());
            }
            var accounts = folder.resolve(ACCOUNTS);
            if (!Files.exists(accounts)) {
                writeSecret(accounts, Keys.pkcs8Pem(Keys.ecP256().getPrivate()));
            }
            return new ClusterCertificates(
                    folder,
                    clock,
                    CertificateAuthority.parse(Files.readString(certificate), Files.readString(key)),
                    Keys.parsePrivate(Files.readString(accounts)));
        } catch (IOException | PkiException e) {
            throw new ClusterException("the keys in " + folder + " cannot be used: " + reason(e), e);
        }
    }

    /// The authority's certificate: what clients trust, and whose client certificates are believed.
    public X509Certificate authority() {
        return authority.certificate();
    }

    /// The same as PEM.
    public String authorityPem() {
        return authority.certificatePem();
    }

    /// Signs service account tokens.
    public KeyPair accounts() {
        return accounts;
    }

    /// What the API server shows, for all names and addresses that lead to it.
    public Identity server(ClusterConfig config) throws ClusterException {
        var names = new ArrayList<>(List.of(
                "kubernetes",
                "kubernetes.default",
                "kubernetes.default.svc",
                "kubernetes.default.svc." + config.domain(),
                "localhost",
                config.nodeName()));
        var addresses = new ArrayList<>(
                List.of(config.kubernetesAddress(), config.nodeAddress(), InetAddress.ofLiteral("127.0.0.1")));
        for (String extra : config.extraNames()) {
            try {
                addresses.add(InetAddress.ofLiteral(extra));
            } catch (IllegalArgumentException e) {
                names.add(extra);
            }
        }
        return identity(SERVER, CertificateTemplate.server(Subject.of("kube-apiserver"), names, addresses));
    }

    /// What the kubelet's server shows.
    public Identity kubelet(ClusterConfig config) throws ClusterException {
        var name = config.nodeName();
        return identity(
                KUBELET,
                CertificateTemplate.server(
                        Subject.of("system:node:" + name, "system:nodes"),
                        List.of(name),
                        List.of(config.nodeAddress())));
    }

    /// What the API server shows to kubelets.
    public Identity kubeletClient() throws ClusterException {
        return identity(
                KUBELET_CLIENT,
                CertificateTemplate.client(Subject.of("kube-apiserver-kubelet-client", "system:masters")));
    }

    /// A new client certificate for a person.
    public IssuedCertificate person(String user, List<String> groups) {
        var subject = new Subject(user, groups);
        return authority.issue(CertificateTemplate.client(subject), clock.instant());
    }

    /// Whether a PEM text holds a client certificate of ours that lasts for a while.
    boolean isGood(String certificatePem) {
        try {
            var certificate = Certificates.parse(certificatePem).getFirst();
            Certificates.verify(
                    List.of(certificate), List.of(authority.certificate()), clock.instant(), KeyUse.CLIENT_AUTH);
            return lasts(certificate);
        } catch (PkiException e) {
            return false;
        }
    }

    private boolean lasts(X509Certificate certificate) {
        Instant needed = clock.instant().plus(RENEWAL);
        return certificate.getNotAfter().toInstant().isAfter(needed);
    }

    private Identity identity(String name, CertificateTemplate template) throws ClusterException {
        var certificate = folder.resolve(name + ".crt");
        var key = folder.resolve(name + ".key");
        try {
            if (Files.exists(certificate) && Files.exists(key)) {
                var found = IssuedCertificate.parse(Files.readString(certificate), Files.readString(key));
                if (isGoodFor(found.certificate(), template)) {
                    return identity(found);
                }
            }
            var made = authority.issue(template, clock.instant());
            writeSecret(key, made.keyPem());
            write(certificate, made.certificatePem());
            return identity(made);
        } catch (IOException | PkiException e) {
            throw new ClusterException(
                    certificate + " and its key cannot be used: " + reason(e) + "; delete them to have new ones made",
                    e);
        }
    }

    private static Identity identity(IssuedCertificate issued) {
        return new Identity(issued.key().getPrivate(), List.of(issued.certificate()));
    }

    private boolean isGoodFor(X509Certificate certificate, CertificateTemplate template) {
        try {
            certificate.verify(authority.certificate().getPublicKey());
            return lasts(certificate) && names(certificate).containsAll(wanted(template));
        } catch (java.security.GeneralSecurityException e) {
            return false;
        }
    }

    private static Set<String> wanted(CertificateTemplate template) {
        var wanted = new TreeSet<>(template.dnsNames());
        template.ipAddresses().forEach(address -> wanted.add(address.getHostAddress()));
        return wanted;
    }

    private static Set<String> names(X509Certificate certificate) throws CertificateParsingException {
        var names = new TreeSet<String>();
        var alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(alternative -> names.add(String.valueOf(alternative.get(1))));
        }
        return names;
    }

    static void write(Path file, String text) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// For its owner only, from the first byte on.
    static void writeSecret(Path file, String text) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
