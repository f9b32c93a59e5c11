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
import java.util.Map;
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
    void thresholdsOfEvictionAreAMapAndLookedAt() throws Exception {
        var settings = read("eviction-hard: {nodefs.available: 1%, memory.available: 50Mi}\n");

        assertThat(settings.errors()).isEmpty();
        assertThat(settings.get(ClusterOptions.EVICTION_HARD))
                .containsExactly(Map.entry("memory.available", "50Mi"), Map.entry("nodefs.available", "1%"));
        assertThat(read("eviction-hard: {disk: 1%}\n").errors())
                .extracting(Object::toString)
                .containsExactly(file() + ":1: eviction-hard: unsupported eviction signal disk");
    }

    @Test
    void anEmptyFileSaysNothing() throws Exception {
        assertThat(read("").errors()).isEmpty();
    }

    @Test
    void aFileThatIsNoYamlIsToldByItsLine() {
        assertThatThrownBy(() -> read("a: b\n\tc: d\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file() + ":2: no YAML: found character that cannot start any token");
    }

    @Test
    void valuesOfAnotherTypeAreToldWithWhatIsAllowed() throws Exception {
        assertThat(read("fail-cgroupv1: 7\nsecure-port: many\ndata-dir: [a]\nnode-ip:\n")
                        .errors())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        file() + ":1: fail-cgroupv1: must be true or false, not \"7\"",
                        file() + ":2: secure-port: must be a whole number of 32 bits, not \"many\"",
                        file() + ":3: data-dir: must not be a list",
                        file() + ":4: node-ip: has no value");
    }

    @Test
    void aKeySaidTwiceIsRefused() throws Exception {
        assertThat(read("data-dir: /x\nv: 1\ndata-dir: /y\n").errors())
                .extracting(Object::toString)
                .containsExactly(file() + ":3: data-dir: is said twice, first in line 1");
    }

    @Test
    void aSecondDocumentIsNotPassedOver() {
        assertThatThrownBy(() -> read("data-dir: /x\n---\ndata-dir: /y\n"))
                .hasMessage(file() + ": has more than one document, and one is allowed");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> ConfigFile.read(file())).hasMessage(file() + " cannot be read: there is no such file");
        assertThatThrownBy(() -> ConfigFile.read(folder)).hasMessage(folder + " cannot be read: Is a directory");
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
