package io.djong.kubelet.images.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarTest {
    private static final String LONG_NAME = "a-folder-with-a-long-name/".repeat(6) + "file";

    @Test
    void readsWhatItWrote() throws IOException {
        var members = List.of(
                TarEntry.directory("etc", 0755),
                new TarEntry("etc/passwd", TarEntry.Kind.FILE, 0640, 10, 20, 5, 1_767_225_600, ""),
                TarEntry.symbolicLink("bin/sh", "/bin/busybox"),
                TarEntry.file(LONG_NAME, 0644, 5),
                TarEntry.symbolicLink("far", "/" + LONG_NAME));

        assertThat(read(written(members))).containsExactlyElementsOf(members);
    }

    @Test
    void writesTheSameBytesForTheSameMembers() throws IOException {
        var members = List.of(TarEntry.directory("etc", 0755), TarEntry.file(LONG_NAME, 0644, 5));

        assertThat(written(members)).isEqualTo(written(members));
    }

    /// The other direction of the same promise: what Debian's tar reads and writes.
    @Test
    void agreesWithTheTarProgram(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("ours.tar"), written(List.of(TarEntry.file(LONG_NAME, 0644, 5))));
        run(folder, "tar", "xf", "ours.tar");
        assertThat(folder.resolve(LONG_NAME)).hasContent("abcde");

        for (String format : List.of("gnu", "pax", "ustar")) {
            run(folder, "tar", "cf", format + ".tar", "--format=" + format, LONG_NAME);
            assertThat(read(Files.readAllBytes(folder.resolve(format + ".tar"))))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.name()).isEqualTo(LONG_NAME);
                        assertThat(entry.sizeBytes()).isEqualTo(5);
                    });
        }
    }

    @Test
    void passesOverContentThatNobodyReads() throws IOException {
        var archive = written(List.of(TarEntry.file("first", 0644, 5), TarEntry.file("second", 0644, 5)));
        try (var tar = new TarReader(new ByteArrayInputStream(archive))) {
            tar.next();
            tar.next();
            assertThat(tar.content().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("abcde");
            assertThat(tar.next()).isNull();
        }
    }

    @Test
    void saysWhereAnArchiveIsDamaged() throws IOException {
        var whole = written(List.of(TarEntry.file("file", 0644, 5)));
        assertRefused(Arrays.copyOf(whole, 300), "ends in the middle of a header");
        assertRefused(Arrays.copyOf(whole, 514), "ends in the middle of a member");
        var changed = whole.clone();
        changed[0] = 'F';
        assertRefused(changed, "checksum is wrong");
        assertRefused("PK\3\4".repeat(200).getBytes(StandardCharsets.US_ASCII), "is no tar archive");
    }

    private static void assertRefused(byte[] archive, String sentence) {
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(sentence);
    }

    private static List<TarEntry> read(byte[] archive) throws IOException {
        try (var tar = new TarReader(new ByteArrayInputStream(archive))) {
            var found = new ArrayList<TarEntry>();
            for (var entry = tar.next(); entry != null; entry = tar.next()) {
                found.add(entry);
            }
            return found;
        }
    }

    private static byte[] written(List<TarEntry> members) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarWriter(bytes)) {
            for (TarEntry member : members) {
                tar.add(member, Arrays.copyOf("abcde".getBytes(StandardCharsets.US_ASCII), (int) member.sizeBytes()));
            }
        }
        return bytes.toByteArray();
    }

    private static void run(Path folder, String... command) throws Exception {
        assertThat(new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
