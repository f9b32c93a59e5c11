package io.djong.linux.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final String TEXT = """
            22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
            30 22 0:25 /x /a\\040b ro,nosuid master:3 shared:7 - tmpfs tmp\\134fs rw,size=10k
            nonsense
            31 30 0:26 / /a\\040b/deep rw - proc proc rw
            """;

    @Test
    void readsTheKernelsForm() {
        MountTable table = MountTable.parse(TEXT);
        assertThat(table.entries()).hasSize(3);
        assertThat(table.entries().get(1))
                .isEqualTo(new MountEntry(
                        30,
                        22,
                        "0:25",
                        "/x",
                        Path.of("/a b"),
                        List.of("ro", "nosuid"),
                        List.of("master:3", "shared:7"),
                        "tmpfs",
                        "tmp\\fs",
                        List.of("rw", "size=10k")));
        assertThat(table.entries().get(1).readOnly()).isTrue();
        assertThat(table.entries().get(2).shared()).isFalse();
    }

    @Test
    void findsWhatHoldsAPathAndWhatLiesBelow() {
        MountTable table = MountTable.parse(TEXT);
        assertThat(table.holding(Path.of("/a b/deep/x")).orElseThrow().id()).isEqualTo(31);
        assertThat(table.holding(Path.of("/etc")).orElseThrow().id()).isEqualTo(22);
        assertThat(table.below(Path.of("/a b"))).extracting(MountEntry::id).containsExactly(31, 30);
    }
}
