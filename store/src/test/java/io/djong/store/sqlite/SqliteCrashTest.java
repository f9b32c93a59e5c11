package io.djong.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.time.RealEnvironment;
import io.djong.store.Event;
import io.djong.store.KeyRange;
import io.djong.store.RecordingSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL in the middle of 16 writers, three times over: every commit that was acknowledged is there,
/// whole, and the history has no gap.
final class SqliteCrashTest {
    private static final int ACKNOWLEDGED_MIN = 1500;

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedCommitOutlivesTheProcess() throws Exception {
        try (var env = RealEnvironment.create()) {
            long revision = 1;
            for (int round = 1; round <= 3; round++) {
                Map<String, Ack> last = killInTheMiddle("round" + round);
                try (var store = SqliteStore.open(env, folder, SqliteOptions.defaults())) {
                    assertThat(store.revision()).isGreaterThanOrEqualTo(revision);
                    for (var writer : last.entrySet()) {
                        check(store, writer.getKey(), writer.getValue());
                    }
                    checkHistory(store);
                    revision = store.revision();
                }
            }
        }
    }

    private record Ack(int number, long revision) {}

    /// Returns each writer's last acknowledged commit.
    private Map<String, Ack> killInTheMiddle(String round) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriters.class.getName(),
                        folder.toString(),
                        round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var last = new HashMap<String, Ack>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 3) { // the kill may cut the last line
                    last.put(words[0], new Ack(Integer.parseInt(words[1]), Long.parseLong(words[2])));
                }
                if (++count == ACKNOWLEDGED_MIN) {
                    process.toHandle().destroyForcibly(); // Process's own would close the pipe that is still to be read
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(last).as("the child must get to write").hasSize(CrashingWriters.WRITERS);
        return last;
    }

    /// The last acknowledged commit and the 19 before it; perhaps one more that was not acknowledged any
    /// more.
    private static void check(SqliteStore store, String writer, Ack ack) throws Exception {
        var counter = Objects.requireNonNull(store.get(writer + "/counter"));
        int written = Integer.parseInt(new String(counter.value(), UTF_8));
        assertThat(written).isBetween(ack.number, ack.number + 1);
        for (int n = Math.max(0, written - 19); n <= written; n++) {
            var entry = Objects.requireNonNull(store.get(writer + "/" + n), writer + "/" + n);
            assertThat(new String(entry.value(), UTF_8)).isEqualTo("%d ".formatted(n) + "x".repeat(n % 3000));
            if (n == ack.number) {
                assertThat(entry.modRevision()).isEqualTo(ack.revision);
            }
            if (n == written) {
                assertThat(entry.modRevision()).as("a commit is whole").isEqualTo(counter.modRevision());
            }
        }
        assertThat(store.get(writer + "/" + (written - 20))).isNull();
    }

    private static void checkHistory(SqliteStore store) throws Exception {
        long from = store.statistics().compactedRevision() + 1;
        var sink = new RecordingSink();
        store.watch(KeyRange.all(), from, sink);
        long expected = Math.max(1, from - 1); // 1 is the revision of the empty store
        for (Event event : sink.awaitRevision(store.revision())) {
            assertThat(event.revision()).isBetween(expected, expected + 1);
            expected = event.revision();
        }
        assertThat(expected).isEqualTo(store.revision());
    }
}
