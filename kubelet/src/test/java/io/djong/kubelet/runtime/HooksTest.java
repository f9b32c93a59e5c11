package io.djong.kubelet.runtime;

import static io.djong.kubelet.runtime.TestPods.exited;
import static io.djong.kubelet.runtime.TestPods.pod;
import static io.djong.kubelet.runtime.TestPods.running;
import static io.djong.kubelet.runtime.TestPods.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.HTTPGetAction;
import io.djong.api.types.core.v1.Lifecycle;
import io.djong.api.types.core.v1.LifecycleHandler;
import io.djong.api.types.core.v1.SleepAction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hooks that ask by HTTP and that wait, and what containers get that say nothing of seccomp; on a real containerd.
class HooksTest {
    @TempDir
    private static Path folder;

    private static TestPods pods;

    @BeforeAll
    static void start() throws Exception {
        pods = TestPods.start(folder, "10.244.79.0/24");
    }

    @AfterAll
    static void stop() throws Exception {
        pods.stop();
    }

    @Test
    void aPreStopHookAsksThePod() throws Exception {
        var hook = Lifecycle.EMPTY.withPreStop(LifecycleHandler.EMPTY.withHttpGet(
                HTTPGetAction.EMPTY.withPath("/bye").withPort(IntOrString.of("web"))));
        var container = shell(
                        "main",
                        "nc -l -p 8080 -e /bin/sh -c 'while read -r l && [ ${#l} -gt 1 ]; do echo \"$l\"; done"
                                + " > /dev/termination-log; printf \"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n\"'"
                                + " & sleep 1000 & wait")
                .withPorts(List.of(ContainerPort.EMPTY.withName("web").withContainerPort(8080)))
                .withLifecycle(hook);
        var pod = pod("asked", container);
        pods.syncUntil(pod, s -> running(s, "main"));
        for (int i = 0; i < 200 && !pods.exec(pod, "main", "cat /proc/net/tcp*").contains(":1F90 "); i++) {
            pods.environment.timers().sleep(Duration.ofMillis(50));
        }

        pods.pods.kill(pod, pods.status(pod), 10L);

        var state = pods.await(pod, s -> exited(s, "main")).container("main");
        assertThat(state).isNotNull();
        assertThat(state.message()).startsWith("GET /bye HTTP/1.1").contains("kube-lifecycle/1.36");
        assertThat(pods.events()).noneMatch(event -> event.contains("FailedPreStopHook"));
    }

    @Test
    void aPostStartHookThatNobodyAnswersEndsTheContainer() throws Exception {
        var hook = Lifecycle.EMPTY.withPostStart(LifecycleHandler.EMPTY.withHttpGet(
                HTTPGetAction.EMPTY.withPath("hello").withPort(IntOrString.of(9999))));
        var pod = pod("unanswered", shell("main", "sleep 1000 & wait").withLifecycle(hook));
        pod = pod.withSpec(pod.spec().withTerminationGracePeriodSeconds(1L));

        var outcome = pods.sync(pod);

        var ip = pods.status(pod).ips().getFirst();
        assertThat(outcome.waiting().get("main"))
                .isEqualTo(new SyncOutcome.Waiting(
                        "PostStartHookError",
                        "HTTP lifecycle hook (hello) for Container \"main\" in Pod \"unanswered_default(uid-unanswered)\""
                                + " failed - error: Get \"http://" + ip + ":9999/hello\": dial tcp " + ip
                                + ":9999: connect: connection refused"));
    }

    @Test
    void aPreStopHookThatSleepsKeepsTheContainer() throws Exception {
        var hook = Lifecycle.EMPTY.withPreStop(LifecycleHandler.EMPTY.withSleep(new SleepAction(4)));
        var pod = pod(
                "sleepy",
                shell(
                                "main",
                                "trap 'exit 0' TERM; (sleep 1; echo awake > /dev/termination-log) &"
                                        + " while true; do sleep 0.1; done")
                        .withLifecycle(hook));
        pods.syncUntil(pod, s -> running(s, "main"));

        pods.pods.kill(pod, pods.status(pod), 20L);

        var state = pods.await(pod, s -> exited(s, "main")).container("main");
        assertThat(state).isNotNull();
        assertThat(state.message()).isEqualTo("awake\n");
        assertThat(state.exitCode()).isZero();
    }

    @Test
    void containersThatSayNothingGetTheRuntimesProfileWhereThatIsTheDefault() throws Exception {
        var plain = pod("plain", shell("main", "sleep 1000"));
        pods.syncUntil(plain, s -> running(s, "main"));
        assertThat(pods.exec(plain, "main", "grep Seccomp: /proc/self/status").strip())
                .endsWith("0");

        var guarded = pods.beside("g", settings -> settings.withSeccompDefault(true));
        try {
            var pod = pod("guarded", shell("main", "sleep 1000"));
            guarded.syncUntil(pod, s -> running(s, "main"));
            assertThat(guarded.exec(pod, "main", "grep Seccomp: /proc/self/status")
                            .strip())
                    .endsWith("2");
        } finally {
            guarded.close();
        }
    }
}
