package io.djong.kubelet.images.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is run as the kernel finds it: nothing here knows its bytes.
class PauseProgramTest {
    @TempDir
    private Path folder;

    @Test
    void endsWithStatusZeroOnTermination() throws Exception {
        var process = new ProcessBuilder(program().toString()).start();
        awaitWaiting(process);

        process.destroy();

        assertThat(process.waitFor()).isZero();
    }

    @Test
    void endsWithStatusZeroOnInterrupt() throws Exception {
        var process = new ProcessBuilder(program().toString()).start();
        awaitWaiting(process);

        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor()).isZero();
    }

    @Test
    void waitsOnAfterBeingStoppedAndContinued() throws Exception {
        var process = new ProcessBuilder(program().toString()).start();
        awaitWaiting(process);

        for (String signal : new String[] {"-STOP", "-CONT", "-TERM"}) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        assertThat(process.waitFor()).isZero();
    }

    /// The shell leaves its child behind by becoming the program, as an orphan comes to process 1.
    @Test
    void reapsChildrenThatEnd() throws Exception {
        var process = new ProcessBuilder("sh", "-c", "exec 3<&0; cat <&3 >/dev/null & exec " + program()).start();
        awaitWaiting(process);
        var child = process.children().findFirst().orElseThrow();

        process.getOutputStream().close();
        while (Files.exists(Path.of("/proc", Long.toString(child.pid())))) {
            Thread.onSpinWait();
        }

        assertThat(process.isAlive()).isTrue();
        process.destroy();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void isSmallForEveryArchitecture() {
        for (Architecture architecture : Architecture.values()) {
            assertThat(PauseProgram.executable(architecture)).hasSizeLessThan(512);
        }
    }

    private Path program() throws IOException {
        var file = folder.resolve("pause");
        Files.write(file, PauseProgram.executable(Architecture.ofJvm(System.getProperty("os.arch"))));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Until then a signal would still have its default effect.
    private static void awaitWaiting(Process process) throws IOException {
        while (!Files.readString(Path.of("/proc", Long.toString(process.pid()), "wchan"))
                .contains("sigtimedwait")) {
            assertThat(process.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }
}
