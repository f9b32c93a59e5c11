package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Survive: SIGKILL, a reboot, containers that crash.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurviveTest {
    static final String CONTAINERS = "jsonpath={range .items[*]}{.metadata.name} "
            + "{.status.containerStatuses[0].containerID} {.status.containerStatuses[0].state.running.startedAt} "
            + "{.status.containerStatuses[0].restartCount}{\"\\n\"}{end}";

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static NodeMachine machine;

    /// Another store than the embedded one makes another machine.
    NodeMachine machine(Installation djong, Path folder) throws Exception {
        return NodeMachine.make(djong, folder);
    }

    @BeforeAll
    void start() throws Exception {
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        machine = machine(djong, folder.resolve("machine"));
        machine.djong("up");
        machine.kubectl("apply", "-f", DeployTest.example());
        machine.kubectl("-n", "demo", "rollout", "status", "deployment/hello", "--timeout=90s");
    }

    static NodeMachine machine() {
        return machine;
    }

    @AfterAll
    void stop() throws Exception {
        machine.close();
    }

    private static void kill() throws Exception {
        var pid = Long.parseLong(
                Files.readString(machine.folder().resolve("run/djong.pid")).strip());
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
    }

    private static long version() throws Exception {
        return Long.parseLong(machine.kubectl("get", "--raw", "/api/v1/namespaces?limit=1")
                .replaceAll("(?s).*?\"resourceVersion\":\"([0-9]+)\".*", "$1"));
    }

    @Test
    void containersAndObjectsSurviveAKilledCluster() throws Exception {
        var before = machine.kubectl("-n", "demo", "get", "pods", "-l", "app=hello", "-o", CONTAINERS);
        var objects = machine.kubectl("get", "all,configmaps,secrets", "-A", "-o", "name");
        var version = version();
        kill();
        machine.djong("up");

        assertThat(version()).isGreaterThanOrEqualTo(version);
        assertThat(machine.kubectl("get", "all,configmaps,secrets", "-A", "-o", "name"))
                .isEqualTo(objects);
        machine.kubectl("-n", "demo", "rollout", "status", "deployment/hello", "--timeout=60s");
        assertThat(machine.kubectl("-n", "demo", "get", "pods", "-l", "app=hello", "-o", CONTAINERS))
                .isEqualTo(before);
    }

    @Test
    void everyAcknowledgedWriteSurvives() throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        var going = new AtomicBoolean(true);
        try (var writers = Executors.newFixedThreadPool(16)) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int writer = 0; writer < 16; writer++) {
                var name = "w" + writer;
                all.add(() -> {
                    for (int i = 0; going.get(); i++) {
                        if (machine.tryKubectl("create", "configmap", name + "-" + i)
                                        .status()
                                == 0) {
                            acknowledged.add("configmap/" + name + "-" + i);
                        }
                    }
                    return null;
                });
            }
            var work = all.stream().map(writers::submit).toList();
            while (acknowledged.size() < 50) {
                Thread.sleep(20);
            }
            kill();
            going.set(false);
            for (var one : work) {
                one.get();
            }
        }
        machine.djong("up");

        assertThat(machine.kubectl("get", "configmaps", "-o", "name").lines().toList())
                .containsAll(acknowledged);
    }

    @Test
    void aWatchFromTheLastSeenVersionGoesOn() throws Exception {
        machine.kubectl("create", "configmap", "seen");
        var version = machine.kubectl("get", "configmap", "seen", "-o", "jsonpath={.metadata.resourceVersion}");
        machine.kubectl("create", "configmap", "unseen-1");
        kill();
        machine.djong("up");
        machine.kubectl("create", "configmap", "unseen-2");

        var watched = machine.tryKubectl(
                        "get",
                        "--raw",
                        "/api/v1/namespaces/default/configmaps?watch=1&timeoutSeconds=2&resourceVersion=" + version)
                .out();

        if (!watched.contains("\"code\":410")) {
            assertThat(watched.split("unseen-1\",\"namespace", -1)).hasSize(2);
            assertThat(watched.split("unseen-2\",\"namespace", -1)).hasSize(2);
        }
    }

    @Test
    void aCrashingContainerIsRestartedAndADeletedPodReplaced() throws Exception {
        machine.kubectl("run", "crasher", "--image=localhost/djong/hello:1", "--", "sh", "-c", "sleep 1; exit 3");
        machine.await("CrashLoopBackOff", () -> machine.kubectl("get", "pod", "crasher"));
        assertThat(machine.kubectl(
                        "get",
                        "pod",
                        "crasher",
                        "-o",
                        "jsonpath={.status.containerStatuses[0].lastState.terminated.exitCode}"))
                .isEqualTo("3");
        machine.kubectl("delete", "pod", "crasher", "--grace-period=1");

        var pod = machine.kubectl(
                "-n", "demo", "get", "pods", "-l", "app=hello", "-o", "jsonpath={.items[0].metadata.name}");
        machine.kubectl("-n", "demo", "delete", "pod", pod);
        machine.kubectl("-n", "demo", "rollout", "status", "deployment/hello", "--timeout=60s");
        assertThat(machine.kubectl("-n", "demo", "get", "pods", "-l", "app=hello"))
                .doesNotContain(pod);
    }

    @Test
    void podsRunAgainAfterAReboot() throws Exception {
        machine.reboot();
        machine.djong("up");
        machine.await("3/3", () -> machine.kubectl("-n", "demo", "get", "deployment", "hello"));
        machine.await(
                "Hello from",
                () -> machine.tryIn("busybox", "wget", "-qO-", "http://" + NodeMachine.ADDRESS + ":30080")
                        .out());
    }
}
