package io.djong.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The machine's own etcd on a folder, on loopback, without TLS.
final class EtcdProcess implements AutoCloseable {
    private final Process process;
    private final String url;

    private EtcdProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static EtcdProcess start(Path folder) throws IOException {
        Files.createDirectories(folder);
        String client = "http://127.0.0.1:" + freePort();
        String peer = "http://127.0.0.1:" + freePort();
        var process = new ProcessBuilder(List.of(
                        "etcd",
                        "--data-dir=" + folder.resolve("etcd"),
                        "--listen-client-urls=" + client,
                        "--advertise-client-urls=" + client,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=default=" + peer,
                        "--quota-backend-bytes=8589934592",
                        "--log-level=error",
                        "--logger=zap"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("etcd.log").toFile())
                .start();
        return new EtcdProcess(process, client);
    }

    /// A port that nobody listens on now.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return url;
    }

    long cpuMicros() throws IOException {
        return ProcessFigures.cpuMicros(process);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
