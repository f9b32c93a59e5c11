package io.djong.benchmarks;

import io.djong.base.time.RealEnvironment;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.StreamWriter;
import io.djong.http.server.HttpServer;
import io.djong.http.server.HttpServerConfig;
import io.djong.http.tls.Identity;
import io.djong.http.tls.ServerTls;
import io.djong.pki.CertificateAuthority;
import io.djong.pki.CertificateTemplate;
import io.djong.pki.Subject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// What a request costs the server, and an event of a watch: a fixed answer of 1 KiB, and one event of 0.5
/// KiB to all open streams.
///
/// `HttpBench h2|h1 [connections] [streams per connection] [seconds]`: the server runs in a process of its
/// own, whose CPU time is the figure; clients are bare sockets that send frames made beforehand. `HttpBench
/// watch-h2|watch-h1 [connections] [streams] [events]`: opens the streams, then broadcasts.
public final class HttpBench {
    private static final int EVENT_BYTES = 512;
    private static final int WARM_UP_SECONDS = 5;

    private HttpBench() {}

    public static void main(String[] arguments) throws Exception {
        var mode = arguments.length == 0 ? "h2" : arguments[0];
        if (mode.equals("serve")) {
            serve();
            return;
        }
        int connections = number(arguments, 1, mode.startsWith("watch") ? 20 : 16);
        int streams = mode.endsWith("h1") ? 1 : number(arguments, 2, mode.startsWith("watch") ? 50 : 8);
        int amount = number(arguments, 3, 10);
        var child = startServer();
        try (var out = child.outputWriter(StandardCharsets.UTF_8);
                var in = child.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(in.readLine());
            var clients = new ArrayList<HttpBenchClient>();
            for (int i = 0; i < connections; i++)
                clients.add(HttpBenchClient.connect(port, !mode.endsWith("h1"), streams));
            if (mode.startsWith("watch")) {
                watch(clients, streams, amount, child, in, out);
            } else {
                requests(clients, amount, child);
            }
        } finally {
            child.destroy();
        }
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static Process startServer() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-Xmx1g",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                HttpBench.class.getName(),
                "serve"));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void requests(List<HttpBenchClient> clients, int seconds, Process child) throws Exception {
        var running = new AtomicBoolean(true);
        var ready = new CountDownLatch(clients.size());
        var threads = new ArrayList<Thread>();
        for (var client : clients) {
            threads.add(Thread.ofPlatform().start(() -> {
                ready.countDown();
                client.request(running);
            }));
        }
        ready.await();
        Thread.sleep(WARM_UP_SECONDS * 1000L);
        clients.forEach(HttpBenchClient::forget);
        long cpu = ProcessFigures.cpuMicros(child);
        long start = System.nanoTime();
        Thread.sleep(seconds * 1000L);
        long done = clients.stream().mapToLong(HttpBenchClient::count).sum();
        double elapsed = (System.nanoTime() - start) / 1e9;
        cpu = ProcessFigures.cpuMicros(child) - cpu;
        running.set(false);
        for (var client : clients) client.close();
        for (var thread : threads) thread.join();
        System.out.printf("%,.0f requests/s, %.1f us of server CPU each%n", done / elapsed, (double) cpu / done);
        percentiles(clients.stream().flatMapToLong(HttpBenchClient::nanos).toArray());
    }

    private static void percentiles(long[] nanos) {
        if (nanos.length == 0) return;
        Arrays.sort(nanos);
        System.out.printf(
                "p50 %.3f ms, p99 %.3f ms%n",
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) Math.min(nanos.length - 1L, nanos.length * 99L / 100)] / 1e6);
    }

    private static void watch(
            List<HttpBenchClient> clients,
            int streams,
            int events,
            Process child,
            BufferedReader in,
            java.io.Writer out)
            throws Exception {
        long before = ProcessFigures.residentKb(child);
        for (var client : clients) client.open();
        out.write("gc\n");
        out.flush();
        in.readLine();
        int all = clients.size() * streams;
        System.out.printf(
                "%,d streams: %.1f kB of resident memory each%n",
                all, (ProcessFigures.residentKb(child) - before) / (double) all);
        var threads = new ArrayList<Thread>();
        for (var client : clients) {
            threads.add(Thread.ofPlatform().start(() -> client.receive((long) streams * events * EVENT_BYTES)));
        }
        long cpu = ProcessFigures.cpuMicros(child);
        for (int i = 0; i < events; i++) {
            out.write("event\n");
            out.flush();
            in.readLine();
            Thread.sleep(20);
        }
        for (var thread : threads) thread.join();
        cpu = ProcessFigures.cpuMicros(child) - cpu;
        System.out.printf("%.2f us of server CPU per event and stream%n", cpu / (double) all / events);
        for (var client : clients) client.close();
    }

    private static void serve() throws Exception {
        var env = RealEnvironment.create();
        var now = Instant.now();
        var ca = CertificateAuthority.selfSigned("bench", CertificateAuthority.TEN_YEARS, now);
        var issued = ca.issue(CertificateTemplate.server(Subject.of("bench"), List.of("localhost"), List.of()), now);
        var identity = new Identity(issued.key().getPrivate(), List.of(issued.certificate()));
        var body = Piece.of(new byte[1024]);
        Queue<StreamWriter> watches = new ConcurrentLinkedQueue<>();
        HttpHandler handler = (request, response) -> {
            response.header("Content-Type", "application/json");
            if (request.path().equals("/w")) {
                watches.add(response.stream(200));
            } else {
                response.send(200, body);
            }
        };
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = new HttpServer(env, HttpServerConfig.secure(address, ServerTls.of(() -> identity)), handler);
        server.start();
        System.out.println(server.address().getPort());
        var event = Piece.of(new byte[EVENT_BYTES]);
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("gc")) System.gc();
                if (line.equals("event")) watches.forEach(watch -> watch.write(event));
                System.out.println("done");
            }
        }
        server.stop();
    }
}
