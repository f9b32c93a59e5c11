package io.djong.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Certificates for a server and a client on loopback, made with openssl.
final class Certificates {
    private Certificates() {}

    /// Returns a folder with `ca.crt`, `leaf.crt` and `leaf.key`.
    static Path make(Path folder) throws Exception {
        Files.createDirectories(folder);
        openssl(
                folder,
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test-ca"
                        + " -keyout ca.key -out ca.crt");
        openssl(
                folder,
                "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=test-leaf"
                        + " -keyout leaf.key -out leaf.csr");
        Files.writeString(
                folder.resolve("leaf.ext"),
                "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\nkeyUsage=digitalSignature\n");
        openssl(
                folder,
                "x509 -req -in leaf.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile leaf.ext -out leaf.crt");
        return folder;
    }

    private static void openssl(Path folder, String arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("openssl.log")))
                .isZero();
    }
}
