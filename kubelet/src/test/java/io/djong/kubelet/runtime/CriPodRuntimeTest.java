package io.djong.kubelet.runtime;

import static io.djong.kubelet.runtime.TestPods.exited;
import static io.djong.kubelet.runtime.TestPods.pod;
import static io.djong.kubelet.runtime.TestPods.restartPolicy;
import static io.djong.kubelet.runtime.TestPods.running;
import static io.djong.kubelet.runtime.TestPods.shell;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of pods on a real containerd with runc: start, restart, end, and what is left.
class CriPodRuntimeTest {
    @TempDir
    private static Path folder;

    private static TestPods pods;

    @BeforeAll
    static void start() throws Exception {
        pods = TestPods.start(folder, "10.244.77.0/24");
    }

    @AfterAll
    static void stop() throws Exception {
        pods.stop();
    }

    @Test
    void startsAPodAndEndsIt() throws Exception {
        var pod = pod(
                "plain",
                shell("main", "trap 'echo bye > /dev/termination-log; exit 3' TERM; echo up; sleep 1000 & wait"));

        var outcome = pods.sync(pod);

        assertThat(outcome)
                .isEqualTo(new SyncOutcome(
                        new java.util.TreeMap<>(), new java.util.TreeSet<>(List.of("main")), List.of(), null));
        var status = pods.await(pod, s -> running(s, "main"));
        assertThat(status.ips()).singleElement().asString().startsWith("10.244.77.");
        assertThat(status.name()).isEqualTo("plain");
        assertThat(pods.exec(pod, "main", "hostname").strip()).isEqualTo("test-host");
        assertThat(pods.sync(pod)).isEqualTo(SyncOutcome.NOTHING);
        var log = pods.settings.podLogs().resolve("default_plain_uid-plain/main/0.log");
        pods.await(pod, s -> contains(log, "stdout F up"));
        assertThat(pods.settings.containerLogs())
                .isDirectoryContaining(link -> link.getFileName().toString().startsWith("plain_default_main-"));

        pods.pods.kill(pod, pods.status(pod), null);

        var after = pods.await(pod, s -> !s.isRunning());
        var ended = after.container("main");
        assertThat(ended).isNotNull();
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.message()).isEqualTo("bye\n");
        assertThat(ended.containerId()).startsWith("containerd://");
        assertThat(pods.events())
                .containsSubsequence(
                        "Normal Pulled spec.containers{main} Container image \"" + PrivateContainerd.BUSYBOX
                                + "\" already present on machine and can be accessed by the pod",
                        "Normal Created spec.containers{main} Container created",
                        "Normal Started spec.containers{main} Container started",
                        "Normal Killing spec.containers{main} Stopping container main");
    }

    @Test
    void theRuntimeTellsWhichContainerHasEnded() throws Exception {
        var told = ConcurrentHashMap.<RuntimeEvent>newKeySet();
        var events = new RuntimeEvents(pods.environment, pods.containerd.socket(), told::add);
        var listener = pods.environment.threads().start("listener", events::listen);
        var pod = restartPolicy(pod("told", shell("main", "sleep 0.2; exit 0")), "Never");

        var ended = pods.syncUntil(pod, s -> exited(s, "main")).container("main");

        assertThat(ended).isNotNull();
        while (!told.contains(new RuntimeEvent(RuntimeEvent.Kind.ENDED, ended.id()))) {
            pods.environment.timers().sleep(Duration.ofMillis(20));
        }
        assertThat(told).contains(new RuntimeEvent(RuntimeEvent.Kind.STARTED, ended.id()));
        events.close();
        listener.join();
    }

    @Test
    void runsInitContainersInOrderAndSidecarsBeside() throws Exception {
        var pod = pod("init", shell("main", "sleep 1000"));
        var sidecar = shell("side", "sleep 1000").withRestartPolicy("Always");
        pod = pod.withSpec(
                pod.spec().withInitContainers(List.of(shell("first", "exit 0"), sidecar, shell("last", "exit 0"))));

        var status = pods.syncUntil(pod, s -> running(s, "main"));

        assertThat(running(status, "side")).isTrue();
        assertThat(exited(status, "first")).isTrue();
        assertThat(exited(status, "last")).isTrue();
        var order = status.containers().reversed().stream()
                .map(ContainerState::name)
                .toList();
        assertThat(order).containsExactly("first", "side", "last", "main");
    }

    @Test
    void aFailedInitContainerOfAPodThatIsNotRestartedEndsIt() throws Exception {
        var pod = restartPolicy(pod("initfail", shell("main", "sleep 1000")), "Never");
        pod = pod.withSpec(pod.spec().withInitContainers(List.of(shell("first", "exit 7"))));

        var status = pods.syncUntil(pod, s -> exited(s, "first"));
        pods.sync(pod);

        assertThat(status.container("main")).isNull();
        assertThat(pods.await(pod, s -> !s.isRunning()).container("first"))
                .satisfies(state -> assertThat(state.exitCode()).isEqualTo(7));
    }

    @Test
    void backsOffAfterTheSecondEnd() throws Exception {
        var pod = pod("crash", shell("main", "exit 1"));
        pods.syncUntil(pod, s -> s.containers("main").size() == 2 && exited(s, "main"));

        var outcome = pods.sync(pod);

        assertThat(outcome.waiting().get("main"))
                .isEqualTo(new SyncOutcome.Waiting(
                        "CrashLoopBackOff",
                        "back-off 10s restarting failed container=main pod=crash_default(uid-crash)"));
        assertThat(outcome.retryAfter()).isNotNull().isPositive();
        assertThat(pods.events())
                .contains("Warning BackOff spec.containers{main} Back-off restarting failed container main in pod"
                        + " crash_default(uid-crash)");
        assertThat(pods.status(pod).container("main"))
                .satisfies(state -> assertThat(state.attempt()).isEqualTo(1));
    }

    @Test
    void killsAPodThatOnlyTheRuntimeKnows() throws Exception {
        var pod = pod("orphan", shell("main", "sleep 1000"));
        pod = pod.withSpec(pod.spec().withTerminationGracePeriodSeconds(1L));
        pods.syncUntil(pod, s -> running(s, "main"));

        pods.pods.kill(null, pods.status(pod), null);

        pods.await(pod, s -> !s.isRunning());
    }

    @Test
    void tellsWhenAContainerEnds() throws Exception {
        var changed = new java.util.concurrent.LinkedBlockingQueue<String>();
        pods.lifecycle.listen(changed::add);
        var pod = restartPolicy(pod("watched", shell("main", "sleep 0.3; exit 5")), "Never");

        pods.sync(pod);

        while (true) {
            var uid = changed.take();
            var state = pods.lifecycle.status(uid).container("main");
            if (uid.equals("uid-watched") && state != null && state.isExited()) {
                assertThat(state.exitCode()).isEqualTo(5);
                break;
            }
        }
    }

    @Test
    void sidecarsEndLast() throws Exception {
        var pod = pod("order", shell("main", "trap 'sleep 0.5; exit 0' TERM; sleep 1000 & wait"));
        var sidecar = shell("side", "trap 'exit 0' TERM; sleep 1000 & wait").withRestartPolicy("Always");
        pod = pod.withSpec(pod.spec().withInitContainers(List.of(sidecar)));
        pods.syncUntil(pod, s -> running(s, "main"));

        pods.pods.kill(pod, pods.status(pod), null);

        var status = pods.await(pod, s -> !s.isRunning());
        var main = status.container("main");
        var side = status.container("side");
        assertThat(main).isNotNull();
        assertThat(side).isNotNull();
        assertThat(side.finishedAt()).isAfter(main.finishedAt());
        assertThat(side.exitCode()).isZero();
    }

    @Test
    void makesANewSandboxWhenTheOldOneIsGone() throws Exception {
        var pod = pod("again", shell("main", "trap 'exit 0' TERM; sleep 1000 & wait"));
        var before = pods.syncUntil(pod, s -> running(s, "main"));
        pods.runtime.stopSandbox(before.sandboxes().getFirst().id());

        var after = pods.syncUntil(pod, s -> running(s, "main"));

        assertThat(after.sandboxes()).hasSize(2);
        assertThat(after.sandboxes().getFirst().attempt()).isEqualTo(1);
        assertThat(after.container("main"))
                .satisfies(state -> assertThat(state.attempt()).isEqualTo(1));
    }

    @Test
    void removesWhatIsLeftOfAPod() throws Exception {
        var pod = pod("gone", shell("main", "trap 'exit 0' TERM; sleep 1000 & wait"));
        pods.syncUntil(pod, s -> running(s, "main"));
        pods.pods.kill(pod, pods.status(pod), null);
        var collection = new RuntimeCollection(pods.environment, pods.runtime, pods.settings);

        collection.collect("uid-gone"::equals);

        assertThat(pods.status(pod).isEmpty()).isTrue();
        assertThat(pods.settings.podLogs().resolve("default_gone_uid-gone")).doesNotExist();
        assertThat(pods.settings.containerLogs())
                .isDirectoryNotContaining(link -> link.getFileName().toString().startsWith("gone_"));
    }

    @Test
    void hearsOfContainersAgainAfterTheRuntimeWasRestarted() throws Exception {
        var pod = restartPolicy(pod("survivor", shell("main", "trap 'exit 6' TERM; sleep 1000 & wait")), "Never");
        var before = pods.syncUntil(pod, s -> running(s, "main")).container("main");
        assertThat(before).isNotNull();

        pods.containerd.restart();
        assertThat(running(pods.status(pod), "main")).isTrue();
        pods.runtime.stopContainer(before.id(), Duration.ofSeconds(10));

        while (!exited(pods.lifecycle.status("uid-survivor"), "main")) {
            pods.environment.timers().sleep(Duration.ofMillis(20));
        }
        assertThat(pods.lifecycle.status("uid-survivor").container("main"))
                .satisfies(state -> assertThat(state.exitCode()).isEqualTo(6));
    }

    @Test
    void rotatesLogs() throws Exception {
        var pod = pod("chatty", shell("main", "while true; do echo 0123456789; sleep 0.01; done"));
        pods.syncUntil(pod, s -> running(s, "main"));
        var folder = pods.settings.podLogs().resolve("default_chatty_uid-chatty/main");
        var rotation = new LogRotation(
                pods.environment,
                pods.lifecycle,
                pods.runtime,
                new LogRotation.Settings(500, 3, 2, Duration.ofHours(1)));

        while (count(folder, ".gz") == 0 || count(folder, "") < 3) {
            rotation.rotate();
            pods.environment.timers().sleep(Duration.ofMillis(200));
        }

        pods.await(pod, s -> contains(folder.resolve("0.log"), "0123456789"));
        rotation.rotate();
        assertThat(count(folder, "")).isLessThanOrEqualTo(3);
        pods.pods.kill(pod, pods.status(pod), 1L);
    }

    private static long count(Path folder, String suffix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            return false;
        }
    }
}
