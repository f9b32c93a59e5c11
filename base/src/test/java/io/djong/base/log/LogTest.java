package io.djong.base.log;

import static io.djong.base.log.LogKey.ADDRESSES;
import static io.djong.base.log.LogKey.COUNT;
import static io.djong.base.log.LogKey.DURATION;
import static io.djong.base.log.LogKey.MESSAGE;
import static io.djong.base.log.LogKey.NODE;
import static io.djong.base.log.LogKey.POD;
import static io.djong.base.log.LogKey.REASON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.log.LogLevels.Module;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTest {
    private static final Instant TIME = Instant.parse("2026-11-21T10:04:05.067890Z");

    private final List<LogEvent> events = new ArrayList<>();
    private LogLevels levels = new LogLevels(0, List.of());
    private final StructuredLogger logger = new StructuredLogger(
            "io.djong.kubelet.pods.PodWorker", InstantSource.fixed(TIME), () -> levels, events::add);
    private final Log log = Log.to(logger);

    private String klog() {
        return new KlogFormat(12345, ZoneOffset.UTC).format(events.getLast()).replaceAll("LogTest.java:\\d+", "F:1");
    }

    private String json() {
        return new JsonFormat().format(events.getLast()).replaceAll("LogTest.java:\\d+", "F:1");
    }

    @Test
    void writesFields() {
        log.info(
                "Pod \"deleted\"",
                POD.is("default/web"),
                NODE.is("n1"),
                COUNT.is(3),
                DURATION.is(Duration.ofMillis(1500)),
                ADDRESSES.is(List.of("a", "b")),
                REASON.is(null));
        assertThat(klog())
                .isEqualTo("I1121 10:04:05.067890   12345 F:1] \"Pod \\\"deleted\\\"\" pod=\"default/web\" node=\"n1\""
                        + " count=3 duration=\"1.5s\" addresses=[a b] reason=null\n");
        assertThat(json())
                .isEqualTo("{\"ts\":1795255445067.89,\"caller\":\"pods/F:1\",\"msg\":\"Pod \\\"deleted\\\"\",\"v\":0,"
                        + "\"pod\":{\"name\":\"web\",\"namespace\":\"default\"},\"node\":{\"name\":\"n1\"},\"count\":3,"
                        + "\"duration\":\"1.5s\",\"addresses\":[\"a\",\"b\"],\"reason\":null}\n");
    }

    @Test
    void writesFailures() {
        log.error("Disk failed", new IOException("full"), COUNT.is(1));
        assertThat(klog()).isEqualTo("E1121 10:04:05.067890   12345 F:1] \"Disk failed\" err=\"full\" count=1\n");
        assertThat(json())
                .isEqualTo("{\"ts\":1795255445067.89,\"caller\":\"pods/F:1\",\"msg\":\"Disk failed\",\"count\":1,"
                        + "\"err\":\"full\"}\n");
        log.warning("Bug", new IllegalStateException());
        assertThat(klog())
                .startsWith("W1121 10:04:05.067890   12345 F:1] \"Bug\" err=\"java.lang.IllegalStateException\""
                        + " stacktrace=<\n\tjava.lang.IllegalStateException\n\t\tat ")
                .endsWith("\n >\n");
        assertThat(json()).contains("\"v\":0", "\"stacktrace\":\"java.lang.IllegalStateException\\n\\tat ");
    }

    @Test
    void quotesAsGo() {
        log.info("m", MESSAGE.is("tab\t nul\0 bell\007 é 😀 \u00a0 \u200b"), REASON.is("two\nlines"));
        assertThat(klog())
                .endsWith(
                        "] \"m\" message=\"tab\\t nul\\x00 bell\\a é 😀 \\u00a0 \\u200b\" reason=<\n\ttwo\n\tlines\n >\n");
        assertThat(json()).contains("\"message\":\"tab\\t nul\\u0000 bell\\u0007 é 😀");
    }

    @Test
    void levelsFollowVerbosityAndModules() throws Exception {
        assertThat(log.isDebug()).isFalse();
        log.debug("hidden");
        assertThat(events).isEmpty();
        levels = new LogLevels(4, List.of());
        log.debug("shown");
        assertThat(json()).contains("\"v\":4");
        assertThat(log.isTrace()).isFalse();
        levels = new LogLevels(0, LogLevels.parseModules("Other=9,Pod*=6"));
        assertThat(log.isTrace()).isTrue();
        levels = new LogLevels(9, List.of(new Module("PodWorke?", 0)));
        assertThat(log.isDebug()).isFalse();
        assertThat(logger.isLoggable(Level.OFF)).isFalse();
        assertThatThrownBy(() -> LogLevels.parseModules("a=b"))
                .hasMessage("syntax error: expect comma-separated list of filename=N");
    }

    @Test
    void takesWhatLibrariesLog() {
        System.Logger plain = logger;
        plain.log(Level.INFO, "Listening on {0}", "here");
        assertThat(events.getLast().message()).isEqualTo("Listening on here");
        plain.log(Level.WARNING, "a {bad format", "x");
        assertThat(events.getLast().message()).isEqualTo("a {bad format");
        plain.log(Level.ERROR, "failed", new IOException("disk"));
        assertThat(events.getLast().failure()).hasMessage("disk");
        assertThat(events.getLast().file()).isEqualTo("LogTest.java");
    }

    @Test
    void otherLoggersGetOneText() {
        assertThat(KlogFormat.text("Pod deleted", List.of(POD.is("a/b"), COUNT.is(1))))
                .isEqualTo("Pod deleted pod=\"a/b\" count=1");
    }

    @Test
    void keysAreSortedAndUnique() {
        assertThat(Arrays.stream(LogKey.values()).map(Enum::name)).isSorted();
        var texts = new HashSet<String>();
        assertThat(LogKey.values()).allMatch(key -> texts.add(key.text()));
    }
}
