package io.djong.base.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogOptionsTest {
    @Test
    void readsUpstreamsFlags() {
        assertThat(read("-v=4", "--vmodule=Pod*=6,Queue=2", "--logging-format=json"))
                .isEqualTo(new LogOptions(
                        new LogLevels(4, List.of(new LogLevels.Module("Pod*", 6), new LogLevels.Module("Queue", 2))),
                        LogOptions.Form.JSON));
        assertThat(read()).isEqualTo(new LogOptions(new LogLevels(0, List.of()), LogOptions.Form.TEXT));
    }

    @Test
    void refusesAnotherForm() {
        var line = LogOptions.ALL.parse(List.of("--logging-format=xml"));

        assertThat(LogOptions.ALL.settings(line, null).errors())
                .singleElement()
                .asString()
                .contains("--logging-format", "must be one of json, text");
    }

    private static LogOptions read(String... line) {
        var settings = LogOptions.ALL.settings(LogOptions.ALL.parse(List.of(line)), null);
        assertThat(settings.errors()).isEmpty();
        return LogOptions.of(settings);
    }
}
