package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Informers of client-go, in protobuf, against `djong apiserver` that is killed and comes back.
class GoClientTest {
    @TempDir
    private Path folder;

    @Test
    void informersHoldWhatIsThereAlsoAfterTheServerWasKilled() throws Exception {
        var program = build();
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        try (var server = ApiServerProcess.start(djong, folder.resolve("server"), Map.of())) {
            var informers = new ProcessBuilder(program.toString(), server.url(), ApiServerProcess.TOKEN)
                    .redirectErrorStream(true)
                    .start();
            try (var said = informers.inputReader(StandardCharsets.UTF_8);
                    var in = informers.outputWriter(StandardCharsets.UTF_8)) {
                assertThat(said.readLine()).isEqualTo("synced");
                assertThat(said.readLine()).isEqualTo("first phase informed");
                server.kill();
                try (var again = server.startAgain(djong)) {
                    in.write("go on\n");
                    in.flush();
                    assertThat(said.lines().filter(line -> !isClientsOwnLog(line)))
                            .as(again.log())
                            .containsExactly("second phase informed");
                }
            } finally {
                informers.destroy();
            }
            assertThat(informers.waitFor()).isZero();
        }
    }

    /// What klog writes of the cut connections.
    private static boolean isClientsOwnLog(String line) {
        return line.matches("[IWE][0-9]{4} .*");
    }

    private Path build() throws IOException, InterruptedException {
        var go = output(new ProcessBuilder(Path.of("../scripts/go.sh").toString()))
                .strip();
        var program = folder.resolve("informers");
        var build = new ProcessBuilder(go, "build", "-o", program.toString(), ".")
                .directory(Path.of("src/test/go").toFile());
        build.environment().putAll(Map.of("GOTOOLCHAIN", "local", "GOFLAGS", "-mod=readonly -buildvcs=false"));
        output(build);
        return program;
    }

    private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", List.copyOf(builder.command()), out)
                .isZero();
        return out;
    }
}
