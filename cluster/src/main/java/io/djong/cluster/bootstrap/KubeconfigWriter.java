package io.djong.cluster.bootstrap;

import io.djong.pki.IssuedCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/// Kubeconfigs for people, with everything in them.
public final class KubeconfigWriter {
    /// The administrator's name.
    public static final String ADMINISTRATOR = "djong-admin";

    /// The group that may do everything.
    private static final String MASTERS = "system:masters";

    private final ClusterCertificates certificates;
    private final String server;

    /// @param server the API server's URL
    public KubeconfigWriter(ClusterCertificates certificates, String server) {
        this.certificates = certificates;
        this.server = server;
    }

    /// Access for somebody, by a certificate that lasts a year.
    public String text(String user, List<String> groups) {
        IssuedCertificate issued = certificates.person(user, groups);
        return """
               apiVersion: v1
               kind: Config
               clusters:
               - name: djong
                 cluster:
                   server: %s
                   certificate-authority-data: %s
               users:
               - name: %s
                 user:
                   client-certificate-data: %s
                   client-key-data: %s
               contexts:
               - name: djong
                 context:
                   cluster: djong
                   user: %3$s
               current-context: djong
               """.formatted(
                        server,
                        base64(certificates.authorityPem()),
                        quoted(user),
                        base64(issued.certificatePem()),
                        base64(issued.keyPem()));
    }

    /// Writes the administrator's, unless the one that is there is still good.
    ///
    /// @throws ClusterException when the file cannot be written
    public void administrator(Path file) throws ClusterException {
        try {
            if (Files.exists(file) && isGood(Files.readString(file))) {
                return;
            }
            var folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            ClusterCertificates.writeSecret(file, text(ADMINISTRATOR, List.of(MASTERS)));
        } catch (IOException e) {
            throw new ClusterException(
                    "the kubeconfig " + file + " cannot be written: " + ClusterCertificates.reason(e), e);
        }
    }

    private boolean isGood(String kubeconfig) {
        var marker = "client-certificate-data: ";
        return kubeconfig.contains("server: " + server + "\n")
                && kubeconfig.contains(base64(certificates.authorityPem()))
                && kubeconfig
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith(marker))
                        .anyMatch(line -> certificates.isGood(decoded(line.substring(marker.length()))));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
