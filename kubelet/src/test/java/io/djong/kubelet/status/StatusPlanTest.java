package io.djong.kubelet.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerStateTerminated;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.core.v1.PodReadinessGate;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.kubelet.runtime.ContainerState;
import io.djong.kubelet.runtime.ContainerState.Phase;
import io.djong.kubelet.runtime.PodRuntimeStatus;
import io.djong.kubelet.runtime.SandboxStatus;
import io.djong.kubelet.runtime.SyncOutcome.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a pod's status is, by rows: pod, runtime, what was known → phase, states, conditions.
class StatusPlanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(60);
    private static final SandboxStatus SANDBOX =
            new SandboxStatus("s1", 0, true, BEFORE, false, List.of("10.0.0.7", "fd00::7"));

    private static ContainerState container(String name, int attempt, Phase phase, int exitCode) {
        var ended = phase == Phase.EXITED;
        return new ContainerState(
                name + attempt,
                "containerd",
                name,
                "s1",
                attempt,
                phase,
                BEFORE.plusSeconds(attempt),
                BEFORE.plusSeconds(attempt),
                ended ? NOW : null,
                exitCode,
                ended ? (exitCode == 0 ? "Completed" : "Error") : "",
                "",
                "image:1",
                "image@sha256:1",
                "sha256:1",
                0,
                "",
                List.of(),
                null,
                null,
                "");
    }

    private static PodRuntimeStatus runtime(ContainerState... containers) {
        return new PodRuntimeStatus("u", "default", "p", SANDBOX.ips(), List.of(SANDBOX), List.of(containers), NOW);
    }

    private static Pod pod(String policy, List<Container> init, String... names) {
        List<Container> containers = new ArrayList<>();
        for (String name : names) {
            containers.add(Container.EMPTY.withName(name).withImage("image:1"));
        }
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY
                        .withName("p")
                        .withNamespace("default")
                        .withUid("u")
                        .withGeneration(3))
                .withSpec(PodSpec.EMPTY
                        .withRestartPolicy(policy)
                        .withInitContainers(init)
                        .withContainers(containers));
    }

    private static PodStatus status(Pod pod, PodRuntimeStatus runtime) {
        return status(pod, pod.status(), runtime, new TreeMap<>(), ContainerProbes.NONE, false);
    }

    private static PodStatus status(
            Pod pod,
            PodStatus before,
            PodRuntimeStatus runtime,
            SortedMap<String, Waiting> reasons,
            ContainerProbes probes,
            boolean terminal) {
        return StatusPlan.status(
                new StatusView(pod, before, runtime, reasons, probes, terminal, List.of("192.0.2.1")), NOW);
    }

    private static String condition(PodStatus status, String type) {
        for (PodCondition condition : status.conditions()) {
            if (condition.type().equals(type)) {
                return (condition.status() + " " + condition.reason() + " " + condition.message()).strip();
            }
        }
        return "none";
    }

    private static ContainerStatus only(PodStatus status) {
        return status.containerStatuses().getFirst();
    }

    private static String waiting(ContainerStatus status) {
        var waiting = status.state().waiting();
        return waiting == null ? "" : waiting.reason();
    }

    private static ContainerStateTerminated ended(io.djong.api.types.core.v1.ContainerState state) {
        return Objects.requireNonNull(state.terminated());
    }

    @Test
    void aPodThatHasNothingYetWaits() {
        var status = status(pod("Always", List.of(), "a"), PodRuntimeStatus.none("u", NOW));

        assertThat(status.phase()).isEqualTo("Pending");
        assertThat(waiting(only(status))).isEqualTo("ContainerCreating");
        assertThat(condition(status, "PodReadyToStartContainers")).isEqualTo("False");
        assertThat(condition(status, "Initialized")).isEqualTo("True");
        assertThat(condition(status, "Ready"))
                .isEqualTo("False ContainersNotReady containers with unready status: [a]");
        assertThat(condition(status, "PodScheduled")).isEqualTo("True");
        assertThat(status.startTime()).isEqualTo(NOW);
        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(status.qosClass()).isEqualTo("BestEffort");
    }

    @Test
    void aRunningPodIsReadyAndHasItsAddresses() {
        var status = status(
                pod("Always", List.of(), "b", "a"),
                runtime(container("a", 0, Phase.RUNNING, 0), container("b", 0, Phase.RUNNING, 0)));

        assertThat(status.phase()).isEqualTo("Running");
        assertThat(status.containerStatuses()).extracting(ContainerStatus::name).containsExactly("a", "b");
        assertThat(only(status).containerID()).isEqualTo("containerd://a0");
        assertThat(only(status).started()).isTrue();
        assertThat(condition(status, "Ready")).isEqualTo("True");
        assertThat(status.podIP()).isEqualTo("10.0.0.7");
        assertThat(status.podIPs()).extracting(ip -> ip.ip()).containsExactly("10.0.0.7", "fd00::7");
        assertThat(status.hostIP()).isEqualTo("192.0.2.1");
    }

    @Test
    void whatFailsAndComesBackShowsItsLastEnd() {
        var reasons = new TreeMap<String, Waiting>();
        reasons.put("a", new Waiting("CrashLoopBackOff", "back-off 10s restarting failed container=a pod=p"));
        var pod = pod("Always", List.of(), "a");

        var status = status(
                pod,
                pod.status(),
                runtime(container("a", 1, Phase.EXITED, 7), container("a", 0, Phase.EXITED, 3)),
                reasons,
                ContainerProbes.NONE,
                false);

        assertThat(status.phase()).isEqualTo("Running");
        assertThat(waiting(only(status))).isEqualTo("CrashLoopBackOff");
        assertThat(ended(only(status).lastState()).exitCode()).isEqualTo(7);
        assertThat(only(status).restartCount()).isEqualTo(1);
    }

    @Test
    void whatNeverStartedKeepsThePodPending() {
        var reasons = new TreeMap<String, Waiting>();
        reasons.put("a", new Waiting("ErrImagePull", "no such image"));
        var pod = pod("Always", List.of(), "a");

        var status = status(pod, pod.status(), runtime(), reasons, ContainerProbes.NONE, false);

        assertThat(status.phase()).isEqualTo("Pending");
        assertThat(waiting(only(status))).isEqualTo("ErrImagePull");
    }

    @Test
    void thePhaseOfAnEndFollowsThePolicy() {
        assertThat(status(pod("Never", List.of(), "a"), runtime(container("a", 0, Phase.EXITED, 0)))
                        .phase())
                .isEqualTo("Succeeded");
        assertThat(status(pod("Never", List.of(), "a"), runtime(container("a", 0, Phase.EXITED, 1)))
                        .phase())
                .isEqualTo("Failed");
        assertThat(status(pod("OnFailure", List.of(), "a"), runtime(container("a", 0, Phase.EXITED, 0)))
                        .phase())
                .isEqualTo("Succeeded");
        assertThat(status(pod("OnFailure", List.of(), "a"), runtime(container("a", 0, Phase.EXITED, 1)))
                        .phase())
                .isEqualTo("Running");
        assertThat(status(pod("Always", List.of(), "a"), runtime(container("a", 0, Phase.EXITED, 0)))
                        .phase())
                .isEqualTo("Running");
    }

    @Test
    void aPodThatIsOverIsOverWhateverItsPolicy() {
        var pod = pod("Always", List.of(), "a");
        var ended = runtime(container("a", 0, Phase.EXITED, 0));

        var status = status(pod, pod.status(), ended, new TreeMap<>(), ContainerProbes.NONE, true);

        assertThat(status.phase()).isEqualTo("Succeeded");
        assertThat(condition(status, "Ready")).isEqualTo("False PodCompleted");
        assertThat(condition(status, "Initialized")).isEqualTo("True PodCompleted");
    }

    @Test
    void initContainersComeFirst() {
        var pod = pod("Always", List.of(Container.EMPTY.withName("i").withImage("image:1")), "a");

        var status = status(pod, runtime(container("i", 0, Phase.RUNNING, 0)));

        assertThat(status.phase()).isEqualTo("Pending");
        assertThat(waiting(only(status))).isEqualTo("PodInitializing");
        assertThat(condition(status, "Initialized"))
                .isEqualTo("False ContainersNotInitialized containers with incomplete status: [i]");
        var later = status(pod, runtime(container("a", 0, Phase.RUNNING, 0), container("i", 0, Phase.EXITED, 0)));
        assertThat(later.phase()).isEqualTo("Running");
        assertThat(later.initContainerStatuses().getFirst().ready()).isTrue();
        assertThat(condition(later, "Initialized")).isEqualTo("True");
    }

    @Test
    void anInitContainerThatFailsForGoodFailsThePod() {
        var init = List.of(Container.EMPTY.withName("i").withImage("image:1"));

        assertThat(status(pod("Never", init, "a"), runtime(container("i", 0, Phase.EXITED, 1)))
                        .phase())
                .isEqualTo("Failed");
        assertThat(status(pod("Always", init, "a"), runtime(container("i", 0, Phase.EXITED, 1)))
                        .phase())
                .isEqualTo("Pending");
    }

    @Test
    void aSidecarCountsForReadiness() {
        var sidecar = Container.EMPTY.withName("s").withImage("image:1").withRestartPolicy("Always");
        var pod = pod("Always", List.of(sidecar), "a");
        ContainerProbes notReady = new ContainerProbes() {
            @Override
            public boolean started(String container, String containerId) {
                return true;
            }

            @Override
            public boolean ready(String container, String containerId) {
                return !container.equals("s");
            }
        };

        var status = status(
                pod,
                pod.status(),
                runtime(container("a", 0, Phase.RUNNING, 0), container("s", 0, Phase.RUNNING, 0)),
                new TreeMap<>(),
                notReady,
                false);

        assertThat(status.phase()).isEqualTo("Running");
        assertThat(condition(status, "Ready"))
                .isEqualTo("False ContainersNotReady containers with unready status: [s]");
    }

    @Test
    void aReadinessGateWaitsForItsCondition() {
        var gated = pod("Always", List.of(), "a");
        gated = gated.withSpec(gated.spec().withReadinessGates(List.of(new PodReadinessGate("example.com/go"))));
        var running = runtime(container("a", 0, Phase.RUNNING, 0));

        assertThat(condition(status(gated, running), "Ready"))
                .isEqualTo("False ReadinessGatesNotReady corresponding condition of pod readiness gate"
                        + " \"example.com/go\" does not exist.");
        var go = PodCondition.EMPTY.withType("example.com/go").withStatus("True");
        var open = gated.withStatus(PodStatus.EMPTY.withConditions(List.of(go)));
        assertThat(condition(status(open, running), "Ready")).isEqualTo("True");
        assertThat(condition(status(open, running), "example.com/go")).isEqualTo("True");
    }

    @Test
    void aContainerThatVanishedIsSaidToBeLost() {
        var pod = pod("Always", List.of(), "a");
        var known = status(pod, runtime(container("a", 0, Phase.RUNNING, 0)));

        var status = status(pod, known, runtime(), new TreeMap<>(), ContainerProbes.NONE, false);

        assertThat(ended(only(status).lastState()).reason()).isEqualTo("ContainerStatusUnknown");
        assertThat(ended(only(status).lastState()).exitCode()).isEqualTo(137);
        assertThat(only(status).restartCount()).isEqualTo(1);
        assertThat(status.phase()).isEqualTo("Running");
    }

    @Test
    void aConditionThatStaysKeepsItsTime() {
        var pod = pod("Always", List.of(), "a");
        var running = runtime(container("a", 0, Phase.RUNNING, 0));
        var first = status(pod, running);

        var later = StatusPlan.status(
                new StatusView(pod, first, running, new TreeMap<>(), ContainerProbes.NONE, false, List.of("192.0.2.1")),
                NOW.plusSeconds(30));

        assertThat(later).isEqualTo(first);
    }

    @Test
    void whatTheServerKnowsAsOverStaysOver() {
        var pod = pod("Always", List.of(), "a")
                .withStatus(PodStatus.EMPTY.withPhase("Failed").withReason("Evicted"));

        var status = status(pod, runtime(container("a", 0, Phase.RUNNING, 0)));

        assertThat(status.phase()).isEqualTo("Failed");
        assertThat(status.reason()).isEqualTo("Evicted");
    }

    @Test
    void anEphemeralContainerIsShownAndCountsForNothing() {
        var pod = pod("Always", List.of(), "a");
        var debugged = pod.withSpec(pod.spec()
                .withEphemeralContainers(
                        List.of(EphemeralContainer.EMPTY.withName("debug").withImage("image:1"))));

        var status =
                status(debugged, runtime(container("a", 0, Phase.RUNNING, 0), container("debug", 0, Phase.EXITED, 1)));

        assertThat(status.phase()).isEqualTo("Running");
        assertThat(condition(status, "Ready")).isEqualTo("True");
        var debug = status.ephemeralContainerStatuses().getFirst();
        assertThat(ended(debug.state()).exitCode()).isEqualTo(1);
    }

    @Test
    void theLastStatusLeavesNothingOpen() {
        var pod = pod("Always", List.of(), "a");

        var last = StatusPlan.finished(pod, status(pod, runtime(container("a", 0, Phase.RUNNING, 0))), NOW);

        assertThat(last.phase()).isEqualTo("Failed");
        assertThat(ended(only(last).state()).exitCode()).isEqualTo(137);
        assertThat(condition(last, "Ready")).isEqualTo("False PodFailed");
    }
}
