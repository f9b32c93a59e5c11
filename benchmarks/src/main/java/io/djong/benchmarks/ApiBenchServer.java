package io.djong.benchmarks;

import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.RawRequest;
import io.djong.client.remote.ClientConfig;
import io.djong.client.remote.Credentials;
import io.djong.client.remote.HttpKubeClient;
import io.djong.http.tls.ClientTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `djong apiserver` on SQLite in a process of its own, as a user starts it.
final class ApiBenchServer implements AutoCloseable {
    private static final String ADMINISTRATOR = "administrator";

    /// Not in `system:masters`: authorisation is really evaluated.
    private static final String USER = "user";

    private static final long POLL_MILLIS = 5;

    private final Environment environment;
    private final Process process;
    private final int port;
    private final long readyNanos;

    private ApiBenchServer(Environment environment, Process process, int port, long beganNanos)
            throws InterruptedException {
        this.environment = environment;
        this.process = process;
        this.port = port;
        try (var client = client(ADMINISTRATOR)) {
            while (!isReady(client)) Thread.sleep(POLL_MILLIS);
        }
        readyNanos = System.nanoTime() - beganNanos;
    }

    /// Starts it on a folder, new or used, and waits until it says that it is ready.
    static ApiBenchServer start(Environment environment, Path command, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var tokens = Files.writeString(
                folder.resolve("tokens.csv"), ADMINISTRATOR + ",admin,1,\"system:masters\"\n" + USER + ",bench,2\n");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        long began = System.nanoTime();
        var process = new ProcessBuilder(List.of(
                        command.toString(),
                        "apiserver",
                        "--data-dir=" + folder.resolve("data"),
                        "--cert-dir=" + folder.resolve("certificates"),
                        "--token-auth-file=" + tokens,
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return new ApiBenchServer(environment, process, port, began);
    }

    private static boolean isReady(HttpKubeClient client) throws InterruptedException {
        try {
            return client.raw(RawRequest.get("/readyz")).status() == 200;
        } catch (ApiException e) {
            return false; // Not yet.
        }
    }

    private HttpKubeClient client(String token) {
        var config = ClientConfig.of("https://127.0.0.1:" + port, ClientTls.INSECURE, Credentials.bearer(() -> token));
        return new HttpKubeClient(environment, config, new MetricRegistry());
    }

    HttpKubeClient administrator() {
        return client(ADMINISTRATOR);
    }

    HttpKubeClient user() {
        return client(USER);
    }

    /// From the start of the process to its first answer that it is ready.
    double readySeconds() {
        return readyNanos / 1e9;
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
