package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// No start without a container runtime: why is said in a sentence, and when it is put right, the next start works.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoRuntimeTest {
    /// Shows the command another file in containerd's place, in mounts of its own.
    private static final String INSTEAD = "mount --bind \"$1\" /usr/bin/containerd; shift; exec \"$@\"";

    @TempDir
    private static Path folder;

    private static NodeMachine machine;

    @BeforeAll
    static void make() throws Exception {
        machine = NodeMachine.make(
                new Installation(Installation.built(), folder.resolve("caches")), folder.resolve("machine"));
        Files.createDirectories(machine.runtimeSocket().getParent());
    }

    @AfterAll
    static void stop() throws Exception {
        machine.close();
    }

    private static void refused(Installation.Result up, String sentence, String next) throws Exception {
        assertThat(up.out()).contains("djong up: ").contains(sentence).contains(next);
        assertThat(up.status()).isEqualTo(1);
        assertThat(machine.tryDjong("status").out()).startsWith("No cluster runs");
    }

    @Test
    void whatLiesInTheSocketsPlaceIsNotTouched() throws Exception {
        var socket = machine.runtimeSocket();
        var sentence = "djong up: " + socket + " is in the way, where the container runtime's socket belongs";
        var next = "; move it away, or choose another folder with --run-dir";

        Files.writeString(socket, "somebody's");
        refused(machine.tryDjong("up"), sentence, next);
        assertThat(socket).hasContent("somebody's");
        Files.delete(socket);

        Files.createDirectory(socket);
        refused(machine.tryDjong("up"), sentence, next);
        Files.delete(socket);
    }

    @Test
    void aSocketOnWhichAnotherListensIsLeftToIt() throws Exception {
        var socket = machine.runtimeSocket();
        try (var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));
            refused(
                    machine.tryDjong("up"),
                    "djong up: another program listens on " + socket + ", the container runtime's socket; ",
                    "end it (ss -xlp shows it), or choose another folder with --run-dir");
            assertThat(socket).exists();
        }
        Files.delete(socket);
    }

    @Test
    void aFolderWithTooLongANameIsRefused() throws Exception {
        var tooLong = machine.folder().resolve("r".repeat(90));
        refused(
                machine.tryDjong("up", "--run-dir=" + tooLong),
                " bytes, and a socket's may have 98",
                "; choose a folder with a shorter name with --run-dir");
    }

    @Test
    void anotherRuntimeHasToBeThere() throws Exception {
        refused(
                machine.tryDjong("up", "--container-runtime-endpoint=unix:///nonexistent.sock"),
                "djong up: no container runtime listens on /nonexistent.sock (No such file or directory); ",
                "start it, or leave --container-runtime-endpoint out to have one started");
        var wrong = machine.tryDjong("up", "--container-runtime-endpoint=tcp:3735");
        assertThat(wrong.out())
                .contains("--container-runtime-endpoint")
                .contains("must be unix:// and an absolute path");
        assertThat(wrong.status()).isNotZero();
    }

    @Test
    void withoutContainerdItSaysHowToGetIt() throws Exception {
        refused(
                with(Path.of("/dev/null"), "up", "--packages=false"),
                "djong up: there is no containerd on this machine; ",
                "\"djong up\" installs it on Debian, or install it with your package manager");
    }

    @Test
    void aContainerdThatEndsSaysWhy() throws Exception {
        var dying = Files.writeString(folder.resolve("containerd"), "#!/bin/sh\necho it is not my day; exit 1\n");
        assertThat(dying.toFile().setExecutable(true)).isTrue();

        refused(
                with(dying, "up"),
                "did not start: containerd ended: it is not my day; ",
                "djong logs --containerd shows all that it wrote");
        assertThat(machine.djong("logs", "--containerd")).contains("it is not my day");
    }

    private static Installation.Result with(Path containerd, String... arguments) throws Exception {
        return machine.tryDjongBy(
                List.of("unshare", "--mount", "sh", "-ec", INSTEAD, "instead", containerd.toString()), arguments);
    }

    @Test
    void withoutALoopbackItSaysHowToGetIt() throws Exception {
        machine.in("ip", "link", "set", "lo", "down");
        var up = machine.tryDjong("up");
        machine.in("ip", "link", "set", "lo", "up");

        refused(up, "djong up: 127.0.0.1 cannot be reached on this machine", "; bring it up with: ip link set lo up");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whoDoesNotWaitGetsTheClusterAllTheSame() throws Exception {
        var up = machine.djong("up", "--wait=0s");

        assertThat(up).contains("API server, controllers and scheduler run").doesNotContain("node node-1 is ready");
        machine.kubectl("wait", "--for=condition=Ready", "node/node-1", "--timeout=60s");
        assertThat(machine.djong("up")).startsWith("A cluster runs already (process ");
    }
}
