package io.djong.djong.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.log.LogOptions;
import io.djong.cluster.bootstrap.ClusterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final Options OPTIONS =
            Options.of(ClusterCommand.CONFIG).and(ClusterOptions.OPTIONS).and(LogOptions.ALL);

    @TempDir
    private Path folder;

    @Test
    void itsKeysAreTheFlagsAndFlagsWin() throws Exception {
        var settings = read("""
                data-dir: /from/file
                secure-port: 7443
                tls-san: [a.example, b.example]
                v: 4
                """, "--data-dir=/from/flag");

        assertThat(settings.errors()).isEmpty();
        assertThat(settings.get(ClusterOptions.DATA_DIR)).isEqualTo("/from/flag");
        assertThat(settings.get(ClusterOptions.SECURE_PORT)).isEqualTo(7443);
        assertThat(settings.get(ClusterOptions.TLS_SAN)).containsExactly("a.example", "b.example");
    }

    @Test
    void whatIsWrongIsToldByFileLineAndKey() throws Exception {
        var settings = read("data-dir: /x\nsecure-port: 70000\nnode-nmae: a\n");

        assertThat(settings.errors())
                .extracting(Object::toString)
                .containsExactly(
                        file() + ":3: node-nmae: unknown key; did you mean node-name?",
                        file() + ":2: secure-port: must be between 1 and 65535, inclusive");
    }

    @Test
    void anEmptyFileSaysNothing() throws Exception {
        assertThat(read("").errors()).isEmpty();
    }

    @Test
    void aFileThatIsNoYamlIsNamed() {
        assertThatThrownBy(() -> read("a: [b"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file() + " is no YAML");
    }

    @Test
    void theServerGetsWhatWasSaidByFlags() {
        var line = OPTIONS.parse(List.of("--tls-san=a,b", "--node-ip", "192.0.2.9", "--data-dir=/x", "--tls-san=c"));

        assertThat(StartFlags.of(line))
                .containsExactly("--data-dir=/x", "--node-ip=192.0.2.9", "--tls-san=a,b", "--tls-san=c");
    }

    private Settings read(String yaml, String... flags) throws IOException {
        var file = Files.writeString(file(), yaml);
        return OPTIONS.settings(OPTIONS.parse(List.of(flags)), ConfigFile.read(file));
    }

    private Path file() {
        return folder.resolve("config.yaml");
    }
}
