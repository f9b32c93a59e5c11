package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a machine or a person lacks: one sentence, the next step, a status that is not zero, and nothing done.
class MissingThingsTest {
    private static final String NO_JAVA = "djong: no JDK 25 was found in JAVA_HOME, on PATH or in the usual folders";
    /// Hides the usual folders of JDKs from the program, in mounts of its own; `$1` is an empty folder.
    private static final String WITHOUT_JDKS = """
            empty=$1; shift
            for folder in /usr/lib/jvm /usr/lib64/jvm /usr/java /opt/java /opt/*jdk* /opt/*java* /usr/local/*jdk* /usr/local/lib/jvm; do
              if [ -d "$folder" ]; then mount --bind "$empty" "$folder"; fi
            done
            exec "$@"
            """;

    @TempDir
    private Path folder;

    @Test
    void whoIsNotRootIsTold() throws Exception {
        var program = Installation.built().resolve("bin/djong").toString();
        for (String command : List.of("up", "status", "down", "reset", "server", "kubeconfig")) {
            var result = run(
                    Map.of("HOME", "/nonexistent"),
                    "setpriv",
                    "--reuid=65534",
                    "--regid=65534",
                    "--clear-groups",
                    program,
                    command);

            assertThat(result.out())
                    .startsWith("djong " + command + ": ")
                    .endsWith(" needs root; run it again with sudo\n");
            assertThat(result.status()).isEqualTo(1);
        }
    }

    @Test
    void helpShowsTheFlagsThatMeanSomething() throws Exception {
        var program = Installation.built().resolve("bin/djong").toString();

        assertThat(run(Map.of(), program, "logs", "--help").out())
                .contains("--follow", "--data-dir")
                .doesNotContain("--cluster-cidr", "--log-format", "--secure-port");
        assertThat(run(Map.of(), program, "kubeconfig", "--help").out())
                .contains("--user", "--secure-port")
                .doesNotContain("--cluster-cidr", "--eviction-hard", "--kubelet-port");
        assertThat(run(Map.of(), program, "up", "--help").out())
                .contains("--cluster-cidr", "--eviction-hard", "--wait");
    }

    @Test
    void withoutAJdkItSaysWhichOneAndWhere() throws Exception {
        assertThat(withoutJdks(Map.of("JAVA_HOME", "/nonexistent")))
                .startsWith(NO_JAVA)
                .contains("install one");
    }

    @Test
    void anOlderJdkIsNotUsed() throws Exception {
        var older = folder.resolve("jdk-17");
        Files.createDirectories(older.resolve("bin"));
        Files.writeString(older.resolve("release"), "JAVA_VERSION=\"17.0.18\"\n");
        var java = Files.writeString(older.resolve("bin/java"), "#!/bin/sh\necho used\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertThat(withoutJdks(Map.of("JAVA_HOME", older.toString()))).startsWith(NO_JAVA);
    }

    private String withoutJdks(Map<String, String> variables) throws Exception {
        var empty = Files.createDirectories(folder.resolve("empty"));
        var all = new java.util.HashMap<>(variables);
        all.put("HOME", empty.toString());
        all.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        var result = run(
                all,
                "unshare",
                "--mount",
                "bash",
                "-c",
                WITHOUT_JDKS,
                "without",
                empty.toString(),
                Installation.built().resolve("bin/djong").toString(),
                "version");
        assertThat(result.status()).isEqualTo(1);
        return result.out();
    }

    @Test
    void withoutMavenABuildSaysSo() throws Exception {
        var clone = Files.createDirectories(folder.resolve("clone/djong-command/src/main/dist"));
        run(Map.of(), "cp", "../djong", folder.resolve("clone/djong").toString());
        run(Map.of(), "cp", "-r", "../djong-command/src/main/dist/lib", clone.toString());
        Files.writeString(folder.resolve("clone/pom.xml"), "<project/>");
        var tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : "bash cat dirname env find flock grep head mkdir readlink sha256sum sort tail".split(" ")) {
            Files.copy(Path.of("/usr/bin", tool), tools.resolve(tool), StandardCopyOption.COPY_ATTRIBUTES);
        }

        var result = run(
                Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home")),
                "/usr/bin/bash",
                folder.resolve("clone/djong").toString(),
                "version");

        assertThat(result.out()).contains("the build needs Maven 3.8 or newer and there is no mvn on PATH");
        assertThat(result.status()).isEqualTo(1);
    }

    private static Installation.Result run(Map<String, String> variables, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
        builder.environment().putAll(variables);
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Installation.Result(process.waitFor(), out);
    }
}
