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
        var log = folder.resolve("classes.log");
        try (var server = ApiServerProcess.start(
                djong, folder.resolve("server"), Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log))) {
            for (String resource : List.of("namespaces", "pods,services,configmaps -A", "nodes -o yaml")) {
                server.kubectl(("get " + resource).split(" "));
            }
        }
        areFromTheCache(log);
    }

    @Test
    @Order(2)
    void ourClassesOfAWholeClusterComeFromTheCache() throws Exception {
        var logs = folder.resolve("cluster.%p.log");
        try (var machine = NodeMachine.make(djong, folder.resolve("machine"))) {
            machine.djongWith(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + logs), "up");
            var server =
                    Files.readString(machine.folder().resolve("run/djong.pid")).strip();
            areFromTheCache(folder.resolve("cluster." + server + ".log"));
        }
    }

    private static void areFromTheCache(Path log) throws IOException {
        var loaded = ourClasses(Files.readString(log));
        long fromCache = loaded.stream()
                .filter(line -> line.contains("shared objects file"))
                .count();

        assertThat(loaded).hasSizeGreaterThan(500);
        assertThat(fromCache * 100)
                .as(() -> "not from the cache: "
                        + loaded.stream()
                                .filter(line -> !line.contains("shared objects file"))
                                .toList())
                .isGreaterThanOrEqualTo(95L * loaded.size());
    }

    @Test
    @Order(3)
    void theCacheOfOtherFlagsIsNotUsed() throws Exception {
        var options = djong.folder().resolve("jvm.options");
        var before = Files.readString(options);
        Files.writeString(options, before + "-Xmx300m\n");

        var said = djong.run(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load"), "apiserver", "--help");
        assertThat(ourClasses(said.out())).isNotEmpty().noneMatch(line -> line.contains("shared objects file"));

        Files.writeString(options, before);
    }

    /// The second time, the jar keeps its size and date: only its content is new, and the packing program's record of
    /// it.
    @Test
    @Order(4)
    void aRebuiltClassShowsItsNewBehaviour() throws Exception {
        var jar = ourJar();
        var date = Files.getLastModifiedTime(jar);
        rebuild(jar);
        assertThat(djong.run(Map.of(), "apiserver", "--help").out()).startsWith("A rebuilt class.");

        Files.setLastModifiedTime(jar, date);
        var fingerprint = djong.folder().resolve("lib/fingerprint");
        Files.writeString(fingerprint, Files.readString(fingerprint).replaceFirst("^[0-9a-f]{8}", "00000000"));
        assertThat(djong.run(Map.of(), "apiserver", "--help").out()).startsWith("A rebuilt class.");
    }

    @Test
    @Order(5)
    void trainingAgainLeavesOneCache() throws Exception {
        assertThat(caches()).hasSize(1);
        var old = caches();

        var trained = djong.run(Map.of(), "train");
        assertThat(trained.status()).as(trained.out()).isZero();

        assertThat(caches()).hasSize(1).doesNotContainAnyElementsOf(old);
        assertThat(djong.run(Map.of(), "apiserver", "--help").out()).startsWith("A rebuilt class.");
    }

    private static List<Path> caches() throws IOException {
        try (var files = Files.list(djong.caches())) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        }
    }

    private static List<String> ourClasses(String log) {
        return log.lines()
                .filter(line -> line.contains(" io.djong.") && line.contains(" source: "))
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

    /// Compiles a command anew, with another text, and puts it into the jar.
    private static void rebuild(Path jar) throws IOException {
        var name = "io/djong/djong/command/ApiServerCommand";
        var old = Files.readString(Path.of("../djong-command/src/main/java", name + ".java"));
        var source = Files.writeString(
                folder.resolve("ApiServerCommand.java"),
                old.replaceFirst("SUMMARY = \"[^\"]*\"", "SUMMARY = \"A rebuilt class.\""));
        var classes = Files.createDirectories(folder.resolve("classes"));
        var classPath = String.join(File.pathSeparator, jars());
        var said = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, said, said, "-cp", classPath, "-d", classes.toString(), source.toString());
        assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
        try (var zip = FileSystems.newFileSystem(jar)) {
            Files.write(zip.getPath(name + ".class"), Files.readAllBytes(classes.resolve(name + ".class")));
        }
    }
}
