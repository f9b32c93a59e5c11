package io.djong.linux.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.linux.LinuxException;
import io.djong.linux.RootTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemCallsTest {
    @TempDir
    Path folder;

    @Test
    @RootTest
    void ownersAndAllModeBits() throws Exception {
        Path file = Files.createDirectory(folder.resolve("d"));
        FileModes.chown(file, 1000, 2000);
        FileModes.chown(file, FileModes.UNCHANGED, 2001);
        FileModes.chmod(file, FileModes.SET_GID | 0775);
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(1000);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(2001);
        assertThat((int) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(02775);
        assertThatThrownBy(() -> FileModes.chmod(folder.resolve("none"), 0))
                .isInstanceOf(LinuxException.class)
                .hasMessageEndingWith("none: ENOENT");
    }

    @Test
    void namesChangePlaces() throws Exception {
        Path a = Files.writeString(folder.resolve("a"), "a");
        Path b = Files.createDirectory(folder.resolve("b"));
        AtomicNames.exchange(a, b);
        assertThat(a).isDirectory();
        assertThat(b).hasContent("a");
    }

    @Test
    void linksMoveOverEvenAfterACrash() throws Exception {
        Path link = folder.resolve("..data");
        AtomicNames.link(link, Path.of("one"));
        Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("left"));
        AtomicNames.link(link, Path.of("two"));
        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("two"));
        assertThat(Files.exists(folder.resolve("..data_tmp"), java.nio.file.LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void aLockIsHeldOnce() throws Exception {
        Path file = folder.resolve("lock");
        try (FolderLock lock = FolderLock.tryTake(file).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(FolderLock.tryTake(file)).isEmpty();
        }
        FolderLock again = FolderLock.tryTake(file).orElseThrow();
        again.close();
    }

    @Test
    void fileSystemsHaveASize() throws Exception {
        FileSystemStatistics statistics = FileSystemStatistics.of(folder);
        assertThat(statistics.totalBytes()).isGreaterThan(statistics.availableBytes());
        assertThat(statistics.availableBytes()).isPositive();
    }
}
