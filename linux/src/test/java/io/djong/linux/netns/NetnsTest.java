package io.djong.linux.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.linux.LinuxException;
import io.djong.linux.RootTest;
import io.djong.linux.file.FileSystemStatistics;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RootTest
class NetnsTest {
    @TempDir
    Path folder;

    private final Netns netns =
            new Netns(Thread.ofPlatform().daemon().name("netns").factory());

    @Test
    void isMadeVisitedAndTakenAway() throws Exception {
        Path path = folder.resolve("one");
        Path self = Path.of("/proc/thread-self/ns/net");
        Path before = Files.readSymbolicLink(self);
        netns.create(path);
        try {
            assertThat(FileSystemStatistics.of(path).type()).isEqualTo(FileSystemStatistics.NSFS);
            Path inside = netns.run(path, () -> Files.readSymbolicLink(self));
            assertThat(inside).isNotEqualTo(before);
            assertThat(netns.<Path>run(path, () -> Files.readSymbolicLink(self)))
                    .isEqualTo(inside);
            assertThat(Files.readSymbolicLink(self)).isEqualTo(before);
            assertThatThrownBy(() -> netns.create(path)).isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> netns.run(path, () -> {
                        throw new IOException("from inside");
                    }))
                    .hasMessage("from inside");
        } finally {
            netns.delete(path);
        }
        assertThat(path).doesNotExist();
        netns.delete(path);
    }

    @Test
    void aPathThatIsNoNamespaceIsRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("plain"));
        assertThatThrownBy(() -> netns.run(file, () -> 1))
                .isInstanceOf(LinuxException.class)
                .hasMessage("setns " + file + ": EINVAL");
    }
}
