package io.djong.cluster.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesTest {
    @TempDir
    private Path folder;

    @Test
    void remembersWhatWasNotThereBeforeTheFirstStart() throws Exception {
        var here = Files.createDirectory(folder.resolve("here"));
        var later = folder.resolve("later");
        var below = later.resolve("below");
        var traces = new Traces(folder.resolve("state/before.properties"));
        traces.noteInstalled(List.of("runc", "containerd"));
        traces.noteAbsent(List.of(here, later, below));
        Files.createDirectories(below);
        traces.noteAbsent(List.of(folder.resolve("too late")));

        assertThat(traces.absentBefore()).containsExactly(below, later);
        assertThat(traces.installed()).containsExactly("containerd", "runc");
    }

    @Test
    void knowsNothingWithoutItsFile() throws Exception {
        assertThat(new Traces(folder.resolve("none")).absentBefore()).isEmpty();
    }
}
