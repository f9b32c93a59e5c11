package io.djong.linux.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeUsageTest {
    @TempDir
    Path folder;

    @Test
    void countsBlocksThatAreThereAndEachFileOnce() throws IOException {
        var empty = FileTreeUsage.of(folder);
        assertThat(empty.inodes()).isEqualTo(1);
        var below = Files.createDirectory(folder.resolve("below"));
        var file = Files.write(below.resolve("file"), new byte[100_000]);
        Files.createLink(folder.resolve("again"), file);
        Files.createSymbolicLink(folder.resolve("link"), file);
        try (var sparse = new RandomAccessFile(folder.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(1L << 30);
        }

        var usage = FileTreeUsage.of(folder);

        assertThat(usage.inodes()).isEqualTo(5);
        assertThat(usage.bytes() - empty.bytes()).isBetween(100_000L, 200_000L);
    }

    @Test
    void aTreeThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> FileTreeUsage.of(folder.resolve("none"))).isInstanceOf(IOException.class);
    }
}
