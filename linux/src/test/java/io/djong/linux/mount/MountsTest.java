package io.djong.linux.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.linux.LinuxException;
import io.djong.linux.RootTest;
import io.djong.linux.file.FileSystemStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RootTest
class MountsTest {
    @TempDir
    Path folder;

    @AfterEach
    void takeAway() throws Exception {
        for (MountEntry entry : MountTable.read().below(folder.toRealPath())) {
            Mounts.detach(entry.point());
        }
    }

    @Test
    void tmpfsBindMoveAndUnmount() throws Exception {
        Path a = Files.createDirectory(folder.resolve("a b"));
        Path b = Files.createDirectory(folder.resolve("b"));
        Path c = Files.createDirectory(folder.resolve("c"));
        Mounts.tmpfs(a, "size=1m,mode=0700");
        assertThat(FileSystemStatistics.of(a).type()).isEqualTo(FileSystemStatistics.TMPFS);
        assertThat(FileSystemStatistics.of(a).totalBytes()).isEqualTo(1 << 20);
        Files.writeString(a.resolve("f"), "x");
        Mounts.bind(a, b, false);
        Mounts.remountBind(b, Mounts.MS_RDONLY);
        assertThat(b.resolve("f")).hasContent("x");
        MountTable table = MountTable.read();
        assertThat(table.isMountPoint(a.toRealPath())).isTrue();
        assertThat(table.holding(b.toRealPath().resolve("f")).orElseThrow().readOnly())
                .isTrue();
        assertThat(table.below(folder.toRealPath())).hasSize(2);
        Mounts.propagation(a, Mounts.Propagation.PRIVATE, false);
        Mounts.unmount(b);
        Mounts.bind(c, c, false);
        Mounts.propagation(c, Mounts.Propagation.PRIVATE, false);
        Path inner = Files.createDirectory(c.resolve("inner"));
        Path other = Files.createDirectory(c.resolve("other"));
        Mounts.bind(a, inner, false);
        Mounts.propagation(inner, Mounts.Propagation.PRIVATE, false);
        Mounts.move(inner, other);
        assertThat(other.resolve("f")).hasContent("x");
        Mounts.unmountAll(other);
        Mounts.unmountAll(other);
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void refusalsNameBothPaths() {
        assertThatThrownBy(() -> Mounts.bind(folder.resolve("x"), folder.resolve("y"), false))
                .isInstanceOf(LinuxException.class)
                .hasMessage("mount " + folder.resolve("x") + " on " + folder.resolve("y") + ": ENOENT");
    }
}
