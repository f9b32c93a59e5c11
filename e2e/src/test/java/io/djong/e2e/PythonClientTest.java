package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The official Python client (Debian's) against `djong apiserver`.
class PythonClientTest {
    @TempDir
    private Path folder;

    @Test
    void createsReadsPatchesWatchesAndDeletesEveryKind() throws Exception {
        var program = folder.resolve("every_kind.py");
        try (var in = PythonClientTest.class.getResourceAsStream("every_kind.py")) {
            Files.copy(in, program);
        }
        try (var server = EveryKind.start(folder)) {
            var python = new ProcessBuilder(
                            "/usr/bin/python3",
                            program.toString(),
                            server.url(),
                            ApiServerProcess.TOKEN,
                            EveryKind.manifest(folder).toString(),
                            EveryKind.NAMESPACE)
                    .redirectErrorStream(true)
                    .start();
            var said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(python.waitFor()).as(said).isZero();
            assertThat(said.lines()).hasSize(EveryKind.objects().size() + 1);
        }
    }
}
