package io.djong.djong.dist;

import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.RealEnvironment;
import io.djong.client.ApiException;
import io.djong.client.remote.ClientConfig;
import io.djong.client.remote.Credentials;
import io.djong.client.remote.HttpKubeClient;
import io.djong.djong.command.Djong;
import io.djong.http.tls.ClientTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The training run of the AOT cache: does, once, what a Djong process does, so that the cache holds its classes
/// loaded and linked and knows its hot methods. `bin/djong train` starts it.
///
/// It runs what users run, and does not load classes for their own sake: every class in the cache is made ready at
/// each start, and with the thousands of generated types that nobody uses in it, `djong version` took twice as long
/// as without a cache.
public final class Training {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private Training() {}

    /// Arguments: a folder for what is written meanwhile, and `cluster` when this process is apart
    /// from the machine as [ClusterTraining] needs it.
    ///
    /// Ends the process by itself: the servers in it end as they would on SIGTERM, and then the JVM
    /// writes the cache.
    public static void main(String[] args) throws Exception {
        for (var command : List.of(List.of("--help"), List.of("version"), List.of("apiserver", "--help"))) {
            Djong.run(command);
        }
        var folder = Path.of(args[0]);
        boolean apart = args.length > 1 && args[1].equals("cluster");
        if (apart) {
            ClusterTraining.raiseLoopback();
        }
        int status;
        try {
            status = serve(Files.createDirectories(folder.resolve("apiserver")));
            if (status == 0 && apart) {
                status = cluster(Files.createDirectories(folder.resolve("cluster")));
            }
        } catch (ApiException e) {
            System.err.println("the training run failed: " + e);
            status = 1;
        }
        System.exit(status);
    }

    /// A cluster that does not start is no reason to do without a cache: the machine may lack what a
    /// node needs.
    private static int cluster(Path folder) throws IOException, InterruptedException, ApiException {
        try (var environment = RealEnvironment.create()) {
            if (!new ClusterTraining(environment, folder).run()) {
                System.err.println(
                        "the cluster of the training run did not start; the cache knows the API server only");
            }
        }
        return 0;
    }

    /// An API server in this process, and a client that does with it what clients do.
    private static int serve(Path folder) throws IOException, InterruptedException, ApiException {
        int port = freePort();
        var tokens = Files.writeString(folder.resolve("tokens.csv"), "training,admin,1,\"system:masters\"\n");
        var line = List.of(
                "apiserver",
                "--data-dir=" + folder.resolve("data"),
                "--cert-dir=" + folder.resolve("certificates"),
                "--token-auth-file=" + tokens,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port);
        Thread.ofPlatform().daemon().name("server").start(() -> Djong.run(line));
        var config =
                ClientConfig.of("https://127.0.0.1:" + port, ClientTls.INSECURE, Credentials.bearer(() -> "training"));
        try (var environment = RealEnvironment.create()) {
            for (String form : List.of(ClientConfig.PROTOBUF, ClientConfig.JSON)) {
                try (var client = new HttpKubeClient(environment, config.withContentType(form), new MetricRegistry())) {
                    var workload = new TrainingWorkload(client);
                    var began = environment.ticker().nanos();
                    while (!workload.isReady()) {
                        if (environment.ticker().nanos() - began > START_LIMIT.toNanos()) {
                            System.err.println("the training run failed: the server did not start");
                            return 1;
                        }
                        environment.timers().sleep(POLL);
                    }
                    workload.run();
                }
            }
        }
        return 0;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
