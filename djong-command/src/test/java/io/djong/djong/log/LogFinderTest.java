package io.djong.djong.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.log.LogLevels;
import io.djong.base.log.LogOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogFinderTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LogFinder finder = new LogFinder(out, () -> Instant.parse("2026-11-21T10:00:00Z"));

    @Test
    void isTheOneThatTheJvmFinds() {
        assertThat(System.LoggerFinder.getLoggerFinder()).isInstanceOf(LogFinder.class);
    }

    @Test
    void writesTextUntilToldOtherwise() {
        logger().log(System.Logger.Level.INFO, "Started");
        finder.apply(new LogOptions(new LogLevels(0, List.of()), LogOptions.Form.JSON));
        logger().log(System.Logger.Level.INFO, "Started");

        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("I1121")
                .contains(" LogFinderTest.java:")
                .endsWith("] \"Started\"");
        assertThat(lines.get(1)).startsWith("{\"ts\":1795255200000").contains("\"msg\":\"Started\"");
    }

    @Test
    void writesDetailWhenAsked() {
        var logger = logger();
        logger.log(System.Logger.Level.DEBUG, "Request");
        assertThat(out.size()).isZero();

        finder.apply(new LogOptions(new LogLevels(4, List.of()), LogOptions.Form.TEXT));
        logger.log(System.Logger.Level.DEBUG, "Request");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"Request\"");
    }

    @Test
    void losesALineRatherThanTheProgram() {
        var full = new LogFinder(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                () -> Instant.EPOCH);

        full.getLogger("a.B", getClass().getModule()).log(System.Logger.Level.ERROR, "Lost");
    }

    @Test
    void writesWhatLibrariesLogTheirOwnWay() {
        var record = new LogRecord(Level.WARNING, "lost {0}");
        record.setLoggerName("io.netty.channel.DefaultChannelPipeline");
        record.setParameters(new Object[] {"a line"});
        record.setInstant(Instant.parse("2026-11-21T10:00:00Z"));

        new JavaLoggingHandler(finder).publish(record);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("W1121")
                .contains(" DefaultChannelPipeline.java:")
                .endsWith("] \"lost a line\"\n");
    }

    private System.Logger logger() {
        return finder.getLogger("io.djong.Thing", getClass().getModule());
    }
}
