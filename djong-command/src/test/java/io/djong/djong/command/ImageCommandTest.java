package io.djong.djong.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.kubelet.images.archive.Architecture;
import io.djong.kubelet.images.archive.ImageArchive;
import io.djong.kubelet.images.archive.PauseProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What needs no runtime; `ImageImportTest` and the end-to-end tests have one.
class ImageCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void buildsAnImageFromAStaticProgram() throws Exception {
        var program = file("hold", PauseProgram.executable(Architecture.AMD64));
        var archive = folder.resolve("image.tar");

        assertThat(run("build", "hold:1", program, "--link", "/usr/bin/wait", "--output", archive.toString()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        assertThat(out).hasToString("wrote docker.io/library/hold:1 to " + archive + "\n");
        assertThat(ImageArchive.open(archive).images())
                .singleElement()
                .satisfies(image -> assertThat(image.names()).hasToString("[docker.io/library/hold:1]"));
    }

    @Test
    void refusesWhatIsNoProgram() throws Exception {
        assertThat(run("build", "hold:1", file("hold", new byte[100]))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is no Linux program");
    }

    @Test
    void refusesAProgramThatNeedsLibraries() throws Exception {
        var program = PauseProgram.executable(Architecture.AMD64);
        program[64] = 3;
        assertThat(run("build", "hold:1", file("hold", program))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is not linked statically");
    }

    @Test
    void refusesAWrongName() throws Exception {
        assertThat(run("build", "Hold", file("hold", new byte[100]))).isEqualTo(1);
        assertThat(err).hasToString("djong image build: \"Hold\" is no image name\n");
    }

    @Test
    void saysThatNoRuntimeAnswers() throws Exception {
        var nowhere = folder.resolve("none.sock").toString();
        assertThat(run("ls", "--container-runtime-endpoint", nowhere)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("djong image ls: no container runtime answers at " + nowhere + ": ");
    }

    @Test
    void saysWhichFileIsNoArchive() throws Exception {
        var file = file("image.tar", "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(run("load", file)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("djong image load: " + file + ": ");
    }

    @Test
    void refusesAnEndpointThatIsNoPath() throws Exception {
        assertThat(run("ls", "--container-runtime-endpoint=tcp://x")).isEqualTo(2);
    }

    @Test
    void showsSizesAsDockerDoes() {
        assertThat(ImageListCommand.size(999)).isEqualTo("999B");
        assertThat(ImageListCommand.size(2_700)).isEqualTo("2.70kB");
        assertThat(ImageListCommand.size(71_500_000)).isEqualTo("71.5MB");
        assertThat(ImageListCommand.size(1_230_000_000)).isEqualTo("1.23GB");
    }

    private int run(String... words) throws InterruptedException {
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0);
        return ImageCommand.group().run(List.of(words), terminal);
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }
}
