package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `djong apiserver` as a process of its own, with everything that it writes in one folder, and a stock kubectl
/// that is its administrator.
final class ApiServerProcess implements AutoCloseable {
    /// The administrator's.
    static final String TOKEN = "e2e-administrator";

    private final Path folder;
    private final int port;
    private final Process process;

    private ApiServerProcess(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /// Starts it and waits until it is ready. A folder that one was started in before is taken over.
    static ApiServerProcess start(Installation djong, Path folder, Map<String, String> environment, String... flags)
            throws IOException, InterruptedException {
        return start(djong, folder, freePort(), environment, flags);
    }

    /// Starts one that takes the place of this one, which has ended: same folder, same port.
    ApiServerProcess startAgain(Installation djong) throws IOException, InterruptedException {
        return start(djong, folder, port, Map.of());
    }

    private static ApiServerProcess start(
            Installation djong, Path folder, int port, Map<String, String> environment, String... flags)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var tokens = Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,1,\"system:masters\"\n");
        var command = new ArrayList<>(List.of(
                djong.folder().resolve("bin/djong").toString(),
                "apiserver",
                "--data-dir=" + folder.resolve("data"),
                "--cert-dir=" + folder.resolve("certificates"),
                "--token-auth-file=" + tokens,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port));
        command.addAll(List.of(flags));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().put("DJONG_CACHE_DIR", djong.caches().toString());
        builder.environment().putAll(environment);
        var server = new ApiServerProcess(folder, port, builder.start());
        while (server.tryKubectl("get", "--raw", "/readyz").status() != 0) {
            assertThat(server.process.isAlive()).as(server.log()).isTrue();
        }
        return server;
    }

    /// Where it answers.
    String url() {
        return "https://127.0.0.1:" + port;
    }

    /// What the server wrote.
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /// The kubectl on PATH.
    Kubectl kubectl() {
        return new Kubectl("kubectl", url(), folder);
    }

    /// What kubectl prints; the test fails when kubectl does.
    String kubectl(String... arguments) throws IOException, InterruptedException {
        return kubectl().run(arguments);
    }

    /// What kubectl prints, and its status.
    Installation.Result tryKubectl(String... arguments) throws IOException, InterruptedException {
        return kubectl().attempt(Map.of(), arguments);
    }

    /// Ends it as SIGKILL does.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Ends it as SIGTERM does, and waits.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
