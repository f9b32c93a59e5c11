package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The cache that makes a start fast must never make it wrong.
@Tag("aot")
@TestMethodOrder(OrderAnnotation.class)
class AotCacheTest {
    private static final Map<String, String> CLASS_LOG = Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load");

    @TempDir
    private static Path folder;

    private static Installation djong;

    @BeforeAll
    static void train() throws Exception {
        djong = Installation.copyInto(folder);
        var trained = djong.run(Map.of(), "train");
        assertThat(trained.status()).as(trained.out()).isZero();
    }

    @Test
    @Order(1)
    void ourClassesComeFromTheCache() throws Exception {
        var loaded = ourClasses(djong.run(CLASS_LOG, "version"));
        long fromCache = loaded.stream()
                .filter(line -> line.contains("shared objects file"))
                .count();

        assertThat(loaded).isNotEmpty();
        assertThat(fromCache * 100).as("of %s", loaded).isGreaterThanOrEqualTo(95L * loaded.size());
    }

    @Test
    @Order(2)
    void theCacheOfOtherFlagsIsNotUsed() throws Exception {
        var options = djong.folder().resolve("jvm.options");
        var before = Files.readString(options);
        Files.writeString(options, before + "-Xmx300m\n");

        assertThat(ourClasses(djong.run(CLASS_LOG, "version"))).noneMatch(line -> line.contains("shared objects file"));

        Files.writeString(options, before);
    }

    /// The jar keeps its size and date on purpose: only its content is new, and the packing program's record of it.
    @Test
    @Order(3)
    void aRebuiltClassShowsItsNewBehaviour() throws Exception {
        var jar = ourJar();
        var date = Files.getLastModifiedTime(jar);
        replaceVersionCommand(jar);
        assertThat(djong.run(Map.of(), "version").out())
                .contains("a rebuilt class")
                .doesNotContain("java ");

        Files.setLastModifiedTime(jar, date);
        var fingerprint = djong.folder().resolve("lib/fingerprint");
        Files.writeString(fingerprint, Files.readString(fingerprint).replaceFirst("^[0-9a-f]{8}", "00000000"));
        assertThat(djong.run(Map.of(), "version").out())
                .contains("a rebuilt class")
                .doesNotContain("java ");
    }

    @Test
    @Order(4)
    void trainingAgainLeavesOneCache() throws Exception {
        assertThat(caches()).hasSize(1);
        var old = caches();

        assertThat(djong.run(Map.of(), "train").status()).isZero();

        assertThat(caches()).hasSize(1).doesNotContainAnyElementsOf(old);
        assertThat(djong.run(Map.of(), "version").out()).contains("a rebuilt class");
    }

    private static List<Path> caches() throws IOException {
        try (var files = Files.list(djong.caches())) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        }
    }

    private static List<String> ourClasses(Installation.Result result) {
        assertThat(result.status()).as(result.out()).isZero();
        return result.out()
                .lines()
                .filter(line -> line.contains("[class,load] io.djong.") && line.contains(" source: "))
                .filter(line -> !line.contains("0x") && !line.contains("$$Lambda"))
                .toList();
    }

    private static List<String> jars() throws IOException {
        try (var files = Files.list(djong.folder().resolve("lib"))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .toList();
        }
    }

    private static Path ourJar() throws IOException {
        try (var files = Files.list(djong.folder().resolve("lib"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("djong-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Compiles the command anew, with another text, and puts it into the jar.
    private static void replaceVersionCommand(Path jar) throws IOException {
        var source = Files.writeString(folder.resolve("VersionCommand.java"), """
                package io.djong.djong.command;

                final class VersionCommand implements Subcommand {
                    @Override
                    public String name() {
                        return "version";
                    }

                    @Override
                    public String summary() {
                        return "";
                    }

                    @Override
                    public int run(java.util.List<String> arguments, Terminal terminal) {
                        terminal.out().println("a rebuilt class");
                        return 0;
                    }
                }
                """);
        var classes = Files.createDirectories(folder.resolve("classes"));
        var classPath = String.join(File.pathSeparator, jars());
        var said = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, said, said, "-cp", classPath, "-d", classes.toString(), source.toString());
        assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
        var name = "io/djong/djong/command/VersionCommand.class";
        try (var zip = FileSystems.newFileSystem(jar)) {
            Files.write(zip.getPath(name), Files.readAllBytes(classes.resolve(name)));
        }
    }
}
