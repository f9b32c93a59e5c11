package io.djong.base.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedReplayTest {
    @Test
    void aSeedReplaysItsInterleavingAndSeedsDiffer() throws Exception {
        var different = new HashSet<List<String>>();
        for (long seed = 1; seed <= 50; seed++) {
            var trace = ReplayWorkload.trace(seed);
            for (int again = 0; again < 5; again++) {
                assertThat(ReplayWorkload.trace(seed)).as("seed %d", seed).isEqualTo(trace);
            }
            different.add(trace);
        }
        assertThat(different).hasSizeGreaterThan(45);
    }

    @Test
    void anotherJvmReplaysTheSame(@TempDir Path folder) throws Exception {
        Path result = folder.resolve("hash");
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens",
                        "java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayWorkload.class.getName(),
                        result.toString())
                .inheritIO()
                .start();
        assertThat(child.waitFor()).isZero();
        assertThat(Files.readString(result)).isEqualTo(Long.toHexString(ReplayWorkload.hashOfSeeds(50)));
    }

    @Test
    void withoutTheFlagOneSentenceSaysSo(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayWorkload.class.getName(),
                        folder.resolve("hash").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(child.waitFor()).isEqualTo(1);
        assertThat(Files.readString(output))
                .contains("Replaying threads from a seed needs the JVM flag"
                        + " --add-opens java.base/java.lang=ALL-UNNAMED.");
    }
}
