package io.djong.apiserver.exchanges;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.apiserver.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/// Replays the sample exchanges with upstream's API server. The cases in `identical.txt` must stay identical; the
/// others are run and counted, and what differs is written to `target/exchanges.txt`. Whoever makes a case identical
/// adds it to the list.
final class SampleExchangesTest {
    private static final Path EXCHANGES = Path.of("..", "..", "shared", "reference", "exchanges");
    private static final Path REPORT = Path.of("target", "exchanges.txt");

    private static final List<String> REPORTED = new ArrayList<>();
    private static TestServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.likeRecorded();
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(server.clientTls())
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.stop();
        Files.write(REPORT, REPORTED);
    }

    @TestFactory
    Stream<DynamicTest> identical() throws IOException {
        var wanted = identicalIds();
        var files = files();
        return wanted.stream()
                .map(id -> DynamicTest.dynamicTest(id, () -> {
                    var file = files.stream()
                            .filter(each -> each.getFileName().toString().equals(id + ".json"))
                            .findFirst();
                    assertThat(file).as("file of the case " + id).isPresent();
                    assertThat(replay(file.orElseThrow()).differences()).isEmpty();
                }));
    }

    @TestFactory
    DynamicTest others(TestReporter reporter) throws IOException {
        var wanted = identicalIds();
        var files = files();
        return DynamicTest.dynamicTest("cases not yet identical", () -> {
            int served = wanted.size();
            var more = new ArrayList<String>();
            for (var file : files) {
                var id = file.getFileName().toString().replace(".json", "");
                if (wanted.contains(id)) {
                    continue;
                }
                var outcome = replay(file);
                if (outcome.differences().isEmpty()) {
                    more.add(id);
                }
                served += outcome.served() ? 1 : 0;
            }
            reporter.publishEntry(
                    "sample exchanges",
                    "%d of %d served (%d in all) are listed as identical; identical but not listed: %s"
                            .formatted(wanted.size(), served, files.size(), more));
        });
    }

    private static Replay.Outcome replay(Path file) throws IOException, InterruptedException {
        var exchange = SampleExchange.read(file);
        var address = server.server().address();
        var outcome = new Replay(URI.create("https://127.0.0.1:" + address.getPort()), client).run(exchange);
        var state = outcome.differences().isEmpty() ? "identical" : outcome.served() ? "differs" : "not served";
        REPORTED.add("== " + exchange.id() + " " + state);
        REPORTED.addAll(outcome.differences());
        return outcome;
    }

    private static Set<String> identicalIds() throws IOException {
        try (var in = SampleExchangesTest.class.getResourceAsStream("identical.txt")) {
            assertThat(in).as("the resource identical.txt").isNotNull();
            var ids = new TreeSet<>(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            ids.removeIf(String::isBlank);
            return ids;
        }
    }

    private static List<Path> files() throws IOException {
        assertThat(EXCHANGES)
                .as("The sample exchanges are missing: the folder `shared` must lie beside the clone.")
                .isDirectory();
        try (var found = Files.walk(EXCHANGES)) {
            return found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
