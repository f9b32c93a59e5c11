package io.djong.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A distribution on disk, and its program.
///
/// @param folder what stands in for the folder that a user unpacked
/// @param caches where its AOT cache goes
record Installation(Path folder, Path caches) {

    /// What came back from a program.
    record Result(int status, String out) {}

    /// The distribution that the build left.
    static Path built() throws IOException {
        try (var found = Files.list(Path.of("../djong-command/target/dist"))) {
            return found.filter(Files::isDirectory).findFirst().orElseThrow().toRealPath();
        }
    }

    /// A copy of the built distribution in a folder of its own.
    static Installation copyInto(Path folder) throws IOException, InterruptedException {
        new ProcessBuilder(
                        "cp", "-a", built().toString(), folder.resolve("djong").toString())
                .inheritIO()
                .start()
                .waitFor();
        return new Installation(folder.resolve("djong"), folder.resolve("caches"));
    }

    /// Runs `bin/djong` and waits for its end. Both of its streams are in the result.
    Result run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(folder.resolve("bin/djong").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DJONG_CACHE_DIR", caches.toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out);
    }
}
