package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A stock kubectl that is the administrator of one API server, whatever the machine's own configuration says.
///
/// @param program which kubectl: a name on PATH or a path
/// @param url where the server answers
/// @param home its home folder, for caches
record Kubectl(String program, String url, Path home) {

    /// The kubectl on PATH and those of other versions that are installed beside it.
    static List<Path> installed() throws IOException {
        for (var folder : System.getenv("PATH").split(":", -1)) {
            var own = Path.of(folder, "kubectl");
            if (Files.isExecutable(own)) return withSiblings(own.toRealPath());
        }
        throw new AssertionError("the tests drive a stock kubectl and there is none on PATH");
    }

    private static List<Path> withSiblings(Path own) throws IOException {
        try (var beside = Files.list(own.resolveSibling(""))) {
            var others = beside.filter(
                            path -> path.getFileName().toString().matches("kubectl[.-]?v?1\\.[0-9]+(\\.[0-9]+)?"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .toList();
            return others.isEmpty() ? List.of(own) : others;
        }
    }

    /// What it prints; the test fails when it does.
    String run(String... arguments) throws IOException, InterruptedException {
        var result = attempt(Map.of(), arguments);
        assertThat(result.status())
                .as("%s %s: %s", program, List.of(arguments), result.out())
                .isZero();
        return result.out();
    }

    /// What it prints, and its status.
    Installation.Result attempt(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                program,
                "--kubeconfig=/dev/null",
                "--server=" + url,
                "--insecure-skip-tls-verify",
                "--token=" + ApiServerProcess.TOKEN));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        var kubectl = builder.start();
        kubectl.getOutputStream().close();
        var out = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Installation.Result(kubectl.waitFor(), out);
    }
}
