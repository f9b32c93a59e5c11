package io.djong.kubelet.runtime;

import static io.djong.kubelet.runtime.TestPods.exited;
import static io.djong.kubelet.runtime.TestPods.pod;
import static io.djong.kubelet.runtime.TestPods.restartPolicy;
import static io.djong.kubelet.runtime.TestPods.running;
import static io.djong.kubelet.runtime.TestPods.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Capabilities;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.ExecAction;
import io.djong.api.types.core.v1.Lifecycle;
import io.djong.api.types.core.v1.LifecycleHandler;
import io.djong.api.types.core.v1.PodSecurityContext;
import io.djong.api.types.core.v1.SeccompProfile;
import io.djong.api.types.core.v1.SecurityContext;
import io.djong.api.types.core.v1.Sysctl;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What containers are given on a real containerd with runc, or why there are none: images, users, hooks, networks.
class CriContainersTest {
    @TempDir
    private static Path folder;

    private static TestPods pods;

    @BeforeAll
    static void start() throws Exception {
        pods = TestPods.start(folder, "10.244.76.0/24");
    }

    @AfterAll
    static void stop() throws Exception {
        pods.stop();
    }

    @Test
    void neverPullsWhatMustNotBePulled() throws Exception {
        var pod =
                pod("never", shell("main", "true").withImage("localhost/none:1").withImagePullPolicy("Never"));

        assertThat(pods.waiting(pod))
                .isEqualTo(new SyncOutcome.Waiting(
                        "ErrImageNeverPull",
                        "Container image \"localhost/none:1\" is not present with pull policy of Never"));
    }

    @Test
    void saysThatAnImageCannotBePulled() throws Exception {
        var pod = pod(
                "pull", shell("main", "true").withImage("127.0.0.1:1/none:1").withImagePullPolicy("Always"));

        var first = pods.waiting(pod);
        var second = pods.waiting(pod);

        assertThat(first.reason()).isEqualTo("ErrImagePull");
        assertThat(first.message()).contains("connection refused");
        assertThat(second.reason()).isEqualTo("ImagePullBackOff");
        assertThat(second.message()).startsWith("Back-off pulling image \"127.0.0.1:1/none:1\": ErrImagePull: ");
        assertThat(pods.events())
                .containsSubsequence(
                        "Normal Pulling spec.containers{main} Pulling image \"127.0.0.1:1/none:1\"",
                        "Warning Failed spec.containers{main} Error: ErrImagePull",
                        "Normal BackOff spec.containers{main} Back-off pulling image \"127.0.0.1:1/none:1\"",
                        "Warning Failed spec.containers{main} Error: ImagePullBackOff");
    }

    @Test
    void refusesANameThatIsNone() throws Exception {
        var pod = pod("name", shell("main", "true").withImage("Not/An:Image:Name"));

        assertThat(pods.waiting(pod).reason()).isEqualTo("InvalidImageName");
    }

    @Test
    void keepsUsersGroupsCapabilitiesAndFiles() throws Exception {
        var container = shell("main", "sleep 1000")
                .withEnv(List.of(EnvVar.EMPTY.withName("WHO").withValue("me")))
                .withSecurityContext(SecurityContext.EMPTY
                        .withRunAsUser(1234L)
                        .withRunAsGroup(99L)
                        .withReadOnlyRootFilesystem(true)
                        .withAllowPrivilegeEscalation(false)
                        .withCapabilities(new Capabilities(List.of("NET_BIND_SERVICE"), List.of("ALL")))
                        .withSeccompProfile(new SeccompProfile("RuntimeDefault", null)));
        var pod = pod("secure", container);
        pod = pod.withSpec(pod.spec()
                .withShareProcessNamespace(true)
                .withSecurityContext(PodSecurityContext.EMPTY
                        .withFsGroup(555L)
                        .withSupplementalGroups(List.of(777L))
                        .withSysctls(List.of(new Sysctl("net.ipv4.ip_unprivileged_port_start", "0")))));

        pods.syncUntil(pod, s -> running(s, "main"));

        assertThat(pods.exec(pod, "main", "id -u; id -g; id -G").strip()).isEqualTo("1234\n99\n99 555 777");
        assertThat(pods.exec(pod, "main", "touch /x")).contains("Read-only file system");
        assertThat(pods.exec(pod, "main", "echo $WHO").strip()).isEqualTo("me");
        assertThat(pods.exec(pod, "main", "grep NoNewPrivs /proc/self/status").strip())
                .endsWith("1");
        assertThat(pods.exec(pod, "main", "grep Seccomp: /proc/self/status").strip())
                .endsWith("2");
        assertThat(pods.exec(pod, "main", "grep CapBnd /proc/self/status").strip())
                .endsWith("0000000000000400");
        assertThat(pods.exec(pod, "main", "cat /proc/sys/net/ipv4/ip_unprivileged_port_start")
                        .strip())
                .isEqualTo("0");
        assertThat(pods.exec(pod, "main", "cat /proc/1/comm").strip()).isEqualTo("pause");
    }

    @Test
    void refusesRootWhereItIsForbidden() throws Exception {
        var pod =
                pod("nonroot", shell("main", "true").withSecurityContext(SecurityContext.EMPTY.withRunAsNonRoot(true)));

        assertThat(pods.waiting(pod))
                .isEqualTo(new SyncOutcome.Waiting(
                        "CreateContainerConfigError",
                        "container has runAsNonRoot and image will run as root (pod:"
                                + " \"nonroot_default(uid-nonroot)\", container: main)"));
    }

    @Test
    void runsHooksAtBothEnds() throws Exception {
        var hooks = Lifecycle.EMPTY
                .withPostStart(LifecycleHandler.EMPTY.withExec(
                        new ExecAction(List.of("/bin/sh", "-c", "echo begun > /tmp/begun"))))
                .withPreStop(LifecycleHandler.EMPTY.withExec(
                        new ExecAction(List.of("/bin/sh", "-c", "cp /tmp/begun /dev/termination-log"))));
        var pod = pod("hooks", shell("main", "sleep 1000 & wait").withLifecycle(hooks));
        pods.syncUntil(pod, s -> running(s, "main"));

        pods.pods.kill(pod, pods.status(pod), 3L);

        assertThat(pods.await(pod, s -> exited(s, "main")).container("main"))
                .satisfies(state -> assertThat(state.message()).isEqualTo("begun\n"));
    }

    @Test
    void aFailedPostStartHookEndsTheContainer() throws Exception {
        var hook = Lifecycle.EMPTY.withPostStart(
                LifecycleHandler.EMPTY.withExec(new ExecAction(List.of("/bin/sh", "-c", "echo no; exit 4"))));
        var pod = pod("hookfail", shell("main", "sleep 1000 & wait").withLifecycle(hook));
        pod = pod.withSpec(pod.spec().withTerminationGracePeriodSeconds(1L));

        var outcome = pods.sync(pod);

        assertThat(outcome.waiting().get("main"))
                .isEqualTo(new SyncOutcome.Waiting(
                        "PostStartHookError",
                        "Exec lifecycle hook ([/bin/sh -c echo no; exit 4]) for Container \"main\" in Pod"
                                + " \"hookfail_default(uid-hookfail)\" failed - error: command '/bin/sh -c echo no; exit"
                                + " 4' exited with 4: , message: \"no\\n\""));
        assertThat(exited(pods.status(pod), "main")).isTrue();
        assertThat(pods.events())
                .containsSubsequence(
                        "Warning FailedPostStartHook spec.containers{main} PostStartHook failed",
                        "Normal Killing spec.containers{main} FailedPostStartHook");
    }

    @Test
    void readsTheLogForAMessageWhereThePolicySaysSo() throws Exception {
        var pod = restartPolicy(
                pod(
                        "fallback",
                        shell("main", "echo one; echo two; exit 1")
                                .withTerminationMessagePolicy("FallbackToLogsOnError")),
                "Never");

        assertThat(pods.syncUntil(pod, s -> exited(s, "main")).container("main"))
                .satisfies(state -> assertThat(state.message()).isEqualTo("one\ntwo\n"));
    }

    @Test
    void anEphemeralContainerSeesTheProcessesOfItsTarget() throws Exception {
        var pod = pod("debugged", shell("main", "trap 'exit 0' TERM; sleep 4321 & wait"));
        pods.syncUntil(pod, s -> running(s, "main"));
        var debug = EphemeralContainer.EMPTY
                .withName("debug")
                .withImage(PrivateContainerd.BUSYBOX)
                .withImagePullPolicy("IfNotPresent")
                .withTerminationMessagePath("/dev/termination-log")
                .withCommand(List.of("/bin/sh", "-c", "sleep 1000"))
                .withTargetContainerName("main");
        var debugged = pod.withSpec(pod.spec().withEphemeralContainers(List.of(debug)));

        pods.syncUntil(debugged, s -> running(s, "debug"));

        assertThat(pods.exec(debugged, "debug", "cat /proc/*/cmdline | tr '\\0' ' '"))
                .contains("sleep 4321");
        pods.pods.kill(debugged, pods.status(debugged), 1L);
    }

    @Test
    void aPodOnTheNodesNetworkHasItsName() throws Exception {
        var pod = pod("host", shell("main", "trap 'exit 0' TERM; sleep 1000 & wait"));
        var onHost = pod.withSpec(pod.spec().withHostNetwork(true).withHostPID(true));

        var status = pods.syncUntil(onHost, s -> running(s, "main"));

        assertThat(status.ips()).isEmpty();
        assertThat(status.sandboxes().getFirst().hostNetwork()).isTrue();
        assertThat(pods.exec(onHost, "main", "hostname").strip()).isNotEqualTo("test-host");
        assertThat(pods.sync(onHost)).isEqualTo(SyncOutcome.NOTHING);
        pods.pods.kill(onHost, pods.status(onHost), 1L);
    }
}
