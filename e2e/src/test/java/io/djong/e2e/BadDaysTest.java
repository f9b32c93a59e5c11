package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad days: what a cluster does when its machine fails it. The state lies on a small disk of its own, and the first
/// start was interrupted twice.
class BadDaysTest {
    private static final String READY =
            "jsonpath={range .status.conditions[?(@.type==\"Ready\")]}{.status} {.reason} {.message}{end}";
    private static final int VERSION_OFFSET = 60;

    @TempDir
    private static Path folder;

    private static NodeMachine machine;
    private static Installation.Result killed;
    private static Installation.Result ended;

    @BeforeAll
    static void start() throws Exception {
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        machine = NodeMachine.make(djong, folder.resolve("machine"));
        var state = Files.createDirectories(machine.folder().resolve("state"));
        machine.in("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", state.toString());
        killed = interrupted("-KILL");
        ended = interrupted("-TERM");
        machine.djong("up");
    }

    /// An `up` whose cluster gets a signal as soon as it has its keys.
    private static Installation.Result interrupted(String signal) throws Exception {
        var progress = machine.folder().resolve("run/progress");
        Files.deleteIfExists(progress);
        var up = machine.startDjong("up");
        machine.await("keys and certificates", () -> Files.exists(progress) ? Files.readString(progress) : "");
        machine.in(
                "kill",
                signal,
                Files.readString(machine.folder().resolve("run/djong.pid")).strip());
        var said = new String(up.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Installation.Result(up.waitFor(), said);
    }

    @AfterAll
    static void stop() throws Exception {
        machine.close();
        var state = machine.folder().resolve("state").toString();
        var unmount = new ProcessBuilder("umount", state).inheritIO().start();
        assertThat(unmount.waitFor())
                .as("the disk is still there after a reset")
                .isZero();
    }

    @Test
    void anInterruptedStartIsToldAndHarmsNothing() throws Exception {
        for (var up : List.of(killed, ended)) {
            assertThat(up.out())
                    .contains("djong up: the cluster ended", "if somebody ended it, djong up starts it again");
            assertThat(up.status()).isEqualTo(1);
        }
        assertThat(machine.kubectl("get", "nodes")).containsPattern("node-1 +Ready ");
    }

    @Test
    void aFullDiskRefusesWritesAndKeepsWhatIsThere() throws Exception {
        machine.kubectl("create", "configmap", "before-full");
        var filler = machine.folder().resolve("state/filler");
        machine.tryIn("dd", "if=/dev/zero", "of=" + filler, "bs=64k");
        var large = Files.writeString(folder.resolve("large.txt"), "x".repeat(800_000));
        var acknowledged = new ArrayList<>(List.of("configmap/before-full"));
        var refusal = "";
        for (int i = 0; refusal.isEmpty() && i < 20; i++) {
            var result = machine.tryKubectl("create", "configmap", "full-" + i, "--from-file=" + large);
            if (result.status() == 0) {
                acknowledged.add("configmap/full-" + i);
            } else {
                refusal = result.out();
            }
        }
        assertThat(refusal).contains("the disk or the database is full");
        assertThat(machine.kubectl("get", "configmaps", "-o", "name").lines().toList())
                .containsAll(acknowledged);

        Files.delete(filler);
        machine.await(
                "created",
                () -> machine.tryKubectl("create", "configmap", "after-full").out());
        assertThat(machine.kubectl("get", "configmaps", "-o", "name").lines().toList())
                .containsAll(acknowledged);
        machine.await("True", () -> machine.kubectl("get", "node", "node-1", "-o", READY));
    }

    @Test
    void theNodeIsNotReadyWithoutItsRuntimeAndComesBackWithItsContainers() throws Exception {
        machine.kubectl("run", "steady", "--image=localhost/djong/hello:1", "--", "sleep", "3600");
        machine.kubectl("wait", "--for=condition=Ready", "pod/steady", "--timeout=60s");
        var before = container();
        var configuration = machine.folder().resolve("state/containerd/config.toml");
        var away = configuration.resolveSibling("config.toml.away");
        Files.move(configuration, away);
        machine.in("pkill", "-KILL", "-f", "containerd --config " + configuration);

        machine.await(
                "False KubeletNotReady container runtime is down",
                () -> machine.kubectl("get", "node", "node-1", "-o", READY));
        var status = machine.tryDjong("status");
        assertThat(status.status()).isEqualTo(1);
        assertThat(status.out()).containsPattern("containerd +failing").containsPattern("node node-1 +not ready");

        Files.move(away, configuration);
        machine.await("True", () -> machine.kubectl("get", "node", "node-1", "-o", READY));
        assertThat(container()).isEqualTo(before);
    }

    private static String container() throws Exception {
        return machine.kubectl(
                "get",
                "pod",
                "steady",
                "-o",
                "jsonpath={.status.containerStatuses[0].containerID} {.status.containerStatuses[0].restartCount}");
    }

    @Test
    void aDamagedOrNewerStoreIsRefusedAndLeftAlone() throws Exception {
        machine.kubectl("create", "configmap", "in-the-store");
        machine.djong("down");
        var store = machine.folder().resolve("state/store/store.sqlite");
        var good = Files.copy(store, folder.resolve("good.sqlite"), StandardCopyOption.REPLACE_EXISTING);

        overwrite(store, 0, "garbage".getBytes(StandardCharsets.US_ASCII));
        refused(store, store + " is not a SQLite database; restore it from a snapshot, or move it away");

        Files.copy(good, store, StandardCopyOption.REPLACE_EXISTING);
        overwrite(store, VERSION_OFFSET, new byte[] {0, 0, 0, 99});
        refused(store, store + " was written by a newer Djong (file format 99, ");

        Files.copy(good, store, StandardCopyOption.REPLACE_EXISTING);
        machine.djong("up");
        assertThat(machine.kubectl("get", "configmap", "in-the-store", "-o", "name"))
                .startsWith("configmap/");
    }

    private static void refused(Path store, String sentence) throws Exception {
        var before = Files.readAllBytes(store);
        var result = machine.tryDjong("up");

        assertThat(result.out()).contains("djong up: cluster did not start: the store cannot be opened: " + sentence);
        assertThat(result.status()).isEqualTo(1);
        assertThat(Files.readAllBytes(store)).isEqualTo(before);
        assertThat(machine.tryDjong("status").out()).startsWith("No cluster runs");
    }

    private static void overwrite(Path file, long at, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
    }
}
