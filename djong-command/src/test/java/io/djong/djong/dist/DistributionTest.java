package io.djong.djong.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    private static final Instant DATE = Instant.parse("2026-01-01T00:00:00Z");

    private static final String MANIFEST = """
            Manifest-Version: 1.0
            Multi-Release: true

            Name: a/A.class
            SHA-256-Digest: AAAA

            """;

    @TempDir
    private Path folder;

    private Path template;
    private Path licence;
    private Path jar;

    @BeforeEach
    void makeParts() throws IOException {
        template = folder.resolve("template");
        Files.createDirectories(template.resolve("bin"));
        Files.writeString(template.resolve("bin/djong"), "#!/bin/sh\n");
        Files.writeString(template.resolve("jvm.options"), "-Xmx1g\n");
        licence = Files.writeString(folder.resolve("LICENSE"), "Apache");
        jar = folder.resolve("library-1.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of(
                    "META-INF/MANIFEST.MF",
                    "META-INF/SIGNER.SF",
                    "META-INF/SIGNER.RSA",
                    "META-INF/LICENSE.txt",
                    "a/A.class")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write((name.endsWith(".MF") ? MANIFEST : name).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void laysOutWhatAUserUnpacks() throws IOException {
        var made = distribution("djong-1");

        assertThat(made.resolve("bin/djong")).isExecutable();
        assertThat(Files.isExecutable(made.resolve("jvm.options"))).isFalse();
        assertThat(made.resolve("licences/LICENSE")).hasContent("Apache");
        assertThat(made.resolve("licences/library-1/LICENSE.txt")).exists();
        assertThat(Files.readString(made.resolve("lib/fingerprint"))).matches("[0-9a-f]{64}  library-1.jar\n");
    }

    @Test
    void takesSignaturesOffJars() throws IOException {
        var made = distribution("djong-1");

        try (var zip = new ZipFile(made.resolve("lib/library-1.jar").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly("META-INF/MANIFEST.MF", "META-INF/LICENSE.txt", "a/A.class");
            try (var manifest = zip.getInputStream(zip.getEntry("META-INF/MANIFEST.MF"))) {
                assertThat(manifest)
                        .asString(StandardCharsets.UTF_8)
                        .isEqualToNormalizingNewlines("Manifest-Version: 1.0\nMulti-Release: true\n\n");
            }
        }
    }

    @Test
    void packsTheSameBytesTwice() throws IOException {
        distribution("djong-1");
        var archive = folder.resolve("djong-1.tar.gz");
        var first = Files.readAllBytes(archive);
        distribution("djong-1");

        assertThat(Files.readAllBytes(archive)).isEqualTo(first);
    }

    @Test
    void leavesNothingOfTheOneBefore() throws IOException {
        var made = distribution("djong-1");
        Files.writeString(made.resolve("lib/old.jar"), "");

        assertThat(distribution("djong-1").resolve("lib/old.jar")).doesNotExist();
    }

    private Path distribution(String name) throws IOException {
        var distribution = new Distribution(folder.resolve(name), template, List.of(jar));
        distribution.layOut(licence);
        distribution.pack(DATE);
        return folder.resolve(name);
    }
}
