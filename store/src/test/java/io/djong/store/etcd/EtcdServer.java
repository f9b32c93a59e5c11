package io.djong.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real etcd on loopback, with its data in a folder of the test. Ended by its process, never by name.
final class EtcdServer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/etcd");

    private final Path folder;
    private final int port;
    private final int peerPort;
    private final List<String> flags;
    private final String scheme;
    private Process process;

    private EtcdServer(Path folder, String scheme, List<String> flags) throws IOException {
        this.folder = folder;
        this.scheme = scheme;
        this.flags = flags;
        this.port = freePort();
        this.peerPort = freePort();
        this.process = launch();
    }

    static EtcdServer start(Path folder) throws IOException {
        return new EtcdServer(folder, "http", List.of());
    }

    /// A server that speaks TLS and wants to know its clients.
    static EtcdServer startTls(Path folder, Path authority, Path certificate, Path key) throws IOException {
        return new EtcdServer(
                folder,
                "https",
                List.of(
                        "--cert-file=" + certificate,
                        "--key-file=" + key,
                        "--client-cert-auth",
                        "--trusted-ca-file=" + authority));
    }

    URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    /// Ends the process without a word, and starts it again on the same data.
    void crash() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private Process launch() throws IOException {
        assertThat(PROGRAM)
                .as("etcd is not installed: run scripts/test-packages.sh")
                .exists();
        var command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "--name=test",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + endpoint(),
                "--advertise-client-urls=" + endpoint(),
                "--listen-peer-urls=http://127.0.0.1:" + peerPort,
                "--initial-advertise-peer-urls=http://127.0.0.1:" + peerPort,
                "--initial-cluster=test=http://127.0.0.1:" + peerPort,
                "--heartbeat-interval=10",
                "--election-timeout=100",
                "--logger=zap"));
        command.addAll(flags);
        var log = Files.createDirectories(folder).resolve("etcd.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
