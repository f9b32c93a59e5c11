package io.djong.benchmarks;

import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.RawRequest;
import io.djong.client.remote.ClientConfig;
import io.djong.client.remote.Credentials;
import io.djong.client.remote.HttpKubeClient;
import io.djong.http.tls.ClientTls;
import io.djong.pki.Keys;
import io.djong.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An API server in processes of its own, as a user starts it: `djong apiserver` on SQLite, or upstream's on etcd.
final class ApiBenchServer implements AutoCloseable {
    private static final String ADMINISTRATOR = "administrator";

    /// Not in `system:masters`: authorisation is really evaluated.
    private static final String USER = "user";

    private static final long POLL_MILLIS = 5;

    private final Environment environment;
    private final Process process;
    private final @Nullable EtcdProcess etcd;
    private final int port;
    private final long readyNanos;

    private ApiBenchServer(
            Environment environment, Process process, @Nullable EtcdProcess etcd, int port, long beganNanos)
            throws InterruptedException {
        this.environment = environment;
        this.process = process;
        this.etcd = etcd;
        this.port = port;
        try (var client = client(ADMINISTRATOR)) {
            while (!isReady(client)) Thread.sleep(POLL_MILLIS);
        }
        readyNanos = System.nanoTime() - beganNanos;
    }

    /// Starts `djong apiserver` on a folder, new or used, and waits until it says that it is ready.
    static ApiBenchServer djong(Environment environment, Path command, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = EtcdProcess.freePort();
        var arguments =
                new ArrayList<>(List.of(command.toString(), "apiserver", "--data-dir=" + folder.resolve("data")));
        arguments.addAll(serving(folder, port));
        long began = System.nanoTime();
        return new ApiBenchServer(environment, started(arguments, folder), null, port, began);
    }

    /// Starts kube-apiserver with an etcd of its own on a new folder, and waits until it says that it is ready.
    static ApiBenchServer upstream(Environment environment, Path command, Path folder)
            throws IOException, InterruptedException, PkiException {
        Files.createDirectories(folder);
        var etcd = EtcdProcess.start(folder);
        int port = EtcdProcess.freePort();
        var key = Files.writeString(
                folder.resolve("sa.key"), Keys.pkcs8Pem(Keys.rsa2048().getPrivate()));
        var arguments = new ArrayList<>(List.of(
                command.toString(),
                "--etcd-servers=" + etcd.url(),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-cluster-ip-range=10.43.0.0/16"));
        arguments.addAll(serving(folder, port));
        long began = System.nanoTime();
        return new ApiBenchServer(environment, started(arguments, folder), etcd, port, began);
    }

    private static List<String> serving(Path folder, int port) throws IOException {
        var tokens = Files.writeString(
                folder.resolve("tokens.csv"), ADMINISTRATOR + ",admin,1,\"system:masters\"\n" + USER + ",bench,2\n");
        return List.of(
                "--cert-dir=" + folder.resolve("certificates"),
                "--token-auth-file=" + tokens,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port);
    }

    private static Process started(List<String> arguments, Path folder) throws IOException {
        return new ProcessBuilder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
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

    /// Of the server, and of the etcd that belongs to it.
    long cpuMicros() throws IOException {
        return ProcessFigures.cpuMicros(process) + (etcd == null ? 0 : etcd.cpuMicros());
    }

    /// Of that, what a JVM's compiler has used.
    long compilerMicros() throws IOException {
        return ProcessFigures.compilerMicros(process);
    }

    /// Of the server alone.
    long residentKb() throws IOException {
        return ProcessFigures.residentKb(process);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        if (etcd != null) etcd.close();
    }
}
