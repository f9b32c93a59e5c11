package io.djong.cluster.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same seed writes the same, key by key and byte by byte: twice in one JVM, and in another one whose
/// collections iterate in another order and whose objects have other identity hashes.
class ReplayTest {
    private static final List<Integer> SEEDS = List.of(0, 1, 2, 3, 4);

    @Test
    void theSameSeedWritesTheSameInTwoJvms(@TempDir Path folder) throws Exception {
        var file = folder.resolve("hashes");
        var other = new ProcessBuilder(command(file)).inheritIO().start();
        var here = ReplayProgram.hashes(SEEDS);
        assertThat(ReplayProgram.hashes(SEEDS)).as("again in this JVM").isEqualTo(here);
        assertThat(other.waitFor()).as("exit status of the other JVM").isZero();
        assertThat(Files.readAllLines(file)).as("in the other JVM").isEqualTo(here);
        assertThat(here.stream().map(line -> line.substring(line.indexOf(' '))))
                .as("other seeds write otherwise")
                .doesNotHaveDuplicates();
    }

    private static List<String> command(Path file) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
        command.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=0", "-XX:TieredStopAtLevel=1"));
        var logging = System.getProperty("java.util.logging.config.file");
        if (logging != null) command.add("-Djava.util.logging.config.file=" + logging);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ReplayProgram.class.getName()));
        command.add(file.toString());
        SEEDS.forEach(seed -> command.add(seed.toString()));
        return command;
    }
}
