package io.djong.kubelet.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    private static final String LOG = """
            2026-01-02T03:04:05.1Z stdout F one
            2026-01-02T03:04:06.12Z stderr F two
            2026-01-02T03:04:07.000000003+01:00 stdout P thr
            2026-01-02T03:04:07.000000004+01:00 stdout F ee
            this is no line of a log
            2026-01-02T03:04:08Z stdout F\s
            """;

    private static final Environment ENVIRONMENT = RealEnvironment.create();

    @TempDir
    private Path folder;

    private String read(String log, LogSelection selection) throws Exception {
        var file = Files.writeString(folder.resolve("0.log"), log);
        var out = new ByteArrayOutputStream();
        new LogReader(ENVIRONMENT).copy(file, selection, () -> false, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void givesWhatWasWritten() throws Exception {
        assertThat(read(LOG, LogSelection.ALL)).isEqualTo("one\ntwo\nthree\n\n");
    }

    @Test
    void putsTheTimeBeforeEachLineButNotIntoOne() throws Exception {
        assertThat(read(LOG, LogSelection.ALL.withTimestamps(true))).isEqualTo("""
                2026-01-02T03:04:05.100000000Z one
                2026-01-02T03:04:06.120000000Z two
                2026-01-02T03:04:07.000000003+01:00 three
                2026-01-02T03:04:08.000000000Z\s
                """);
    }

    @Test
    void beginsAtATime() throws Exception {
        var since = Instant.parse("2026-01-02T03:04:06Z");
        assertThat(read(LOG, LogSelection.ALL.withSince(since))).isEqualTo("two\n\n");
    }

    @Test
    void givesTheLastLinesOfTheFile() throws Exception {
        assertThat(read(LOG, LogSelection.ALL.withTailLines(0L))).isEmpty();
        assertThat(read(LOG, LogSelection.ALL.withTailLines(1L))).isEqualTo("\n");
        assertThat(read(LOG, LogSelection.ALL.withTailLines(3L))).isEqualTo("ee\n\n");
        assertThat(read(LOG, LogSelection.ALL.withTailLines(100L))).isEqualTo("one\ntwo\nthree\n\n");
    }

    @Test
    void findsTheLastLinesInALongFile() throws Exception {
        var log = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            log.append("2026-01-02T03:04:05Z stdout F line ").append(i).append('\n');
        }
        var last = read(log.toString(), LogSelection.ALL.withTailLines(2_500L));
        assertThat(last).startsWith("line 2500\n").endsWith("line 4999\n").hasLineCount(2_500);
    }

    @Test
    void endsAtTheLimit() throws Exception {
        assertThat(read(LOG, LogSelection.ALL.withLimitBytes(6L))).isEqualTo("one\ntw");
    }

    @Test
    void givesALastLineWithoutAnEnd() throws Exception {
        assertThat(read("2026-01-02T03:04:05Z stdout F half", LogSelection.ALL)).isEqualTo("half");
    }

    /// Each write of the reader becomes one entry.
    private static final class Lines extends OutputStream {
        final LinkedBlockingQueue<String> written = new LinkedBlockingQueue<>();

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            written.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }

    @Test
    void followsAcrossRotationUntilTheContainerEnds() throws Exception {
        var file = Files.writeString(folder.resolve("0.log"), "2026-01-02T03:04:05Z stdout F one\n");
        var running = new AtomicBoolean(true);
        var lines = new Lines();
        var failure = new LinkedBlockingQueue<Object>();
        var thread = ENVIRONMENT.threads().start("follow", () -> {
            try {
                new LogReader(ENVIRONMENT).copy(file, LogSelection.ALL.withFollow(true), running::get, lines);
            } catch (IOException | InterruptedException e) {
                failure.add(e);
            }
        });
        assertThat(lines.written.take()).isEqualTo("one\n");
        append(file, "2026-01-02T03:04:06Z stdout F tw");
        append(file, "o\n");
        assertThat(lines.written.take()).isEqualTo("two\n");
        Files.move(file, folder.resolve("0.log.20260102-030407"));
        append(folder.resolve("0.log.20260102-030407"), "2026-01-02T03:04:07Z stdout F three\n");
        append(file, "2026-01-02T03:04:08Z stdout F four\n");
        assertThat(lines.written.take()).isEqualTo("three\n");
        assertThat(lines.written.take()).isEqualTo("four\n");
        append(file, "2026-01-02T03:04:09Z stdout F five\n");
        running.set(false);
        assertThat(lines.written.take()).isEqualTo("five\n");
        thread.join();
        assertThat(failure).isEmpty();
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
