package io.djong.kubelet.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.Bytes;
import io.djong.base.time.RealEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicWriterTest {
    @TempDir
    Path folder;

    private static ProjectedFile file(String content, int mode) {
        return new ProjectedFile(Bytes.utf8(content), mode);
    }

    private boolean write(Map<String, ProjectedFile> files) throws Exception {
        return new AtomicWriter(folder, RealEnvironment.create()).write(files, all -> {});
    }

    private List<String> names() throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> !name.matches("\\.\\.\\d{4}_\\d\\d_\\d\\d_\\d\\d_\\d\\d_\\d\\d\\.\\d+"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void firstWriteUpdateAndRemoval() throws Exception {
        assertThat(write(Map.of("a", file("1", 0644), "d/e/f", file("2", 0400))))
                .isTrue();
        assertThat(names()).containsExactly("..data", "a", "d");
        assertThat(Files.readSymbolicLink(folder.resolve("a"))).isEqualTo(Path.of("..data/a"));
        assertThat(folder.resolve("a")).hasContent("1");
        assertThat(folder.resolve("d/e/f")).hasContent("2");
        assertThat((int) Files.getAttribute(folder.resolve("d/e/f"), "unix:mode") & 0777)
                .isEqualTo(0400);
        assertThat((int) Files.getAttribute(folder.resolve("d/e"), "unix:mode") & 0777)
                .isEqualTo(0755);
        Path first = Files.readSymbolicLink(folder.resolve("..data"));
        assertThat(write(Map.of("a", file("1", 0644), "d/e/f", file("2", 0400))))
                .isFalse();
        assertThat(Files.readSymbolicLink(folder.resolve("..data"))).isEqualTo(first);
        assertThat(write(Map.of("a", file("3", 0644), "b", file("4", 0644)))).isTrue();
        assertThat(names()).containsExactly("..data", "a", "b");
        assertThat(folder.resolve("a")).hasContent("3");
        assertThat(folder.resolve(first)).doesNotExist();
        assertThat(write(Map.of())).isTrue();
        assertThat(names()).containsExactly("..data");
    }

    @Test
    void whatACrashLeftIsTakenAway() throws Exception {
        write(Map.of("a", file("1", 0644)));
        Path half = Files.createDirectory(folder.resolve("..2020_01_01_00_00_00.123"));
        Files.writeString(half.resolve("a"), "half");
        Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2020_01_01_00_00_00.123"));
        write(Map.of("a", file("2", 0644)));
        assertThat(folder.resolve("a")).hasContent("2");
        assertThat(half).doesNotExist();
        assertThat(names()).containsExactly("..data", "a");
    }

    @Test
    void pathsThatMayNotStandInAVolume() {
        assertThatThrownBy(() -> AtomicWriter.check("")).hasMessage("invalid path: must not be empty: \"\"");
        assertThatThrownBy(() -> AtomicWriter.check("/a")).hasMessage("invalid path: must be relative path: /a");
        assertThatThrownBy(() -> AtomicWriter.check("a/../b"))
                .hasMessage("invalid path: must not contain '..': a/../b");
        assertThatThrownBy(() -> AtomicWriter.check("..a")).hasMessage("invalid path: must not start with '..': ..a");
        assertThatThrownBy(() -> AtomicWriter.check("x".repeat(256)))
                .hasMessage("invalid path: filenames must be less than or equal to 255 characters");
    }
}
