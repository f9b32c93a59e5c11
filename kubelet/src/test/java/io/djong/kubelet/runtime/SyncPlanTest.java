package io.djong.kubelet.runtime;

import static io.djong.kubelet.runtime.TestPods.pod;
import static io.djong.kubelet.runtime.TestPods.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerRestartRule;
import io.djong.api.types.core.v1.ContainerRestartRuleOnExitCodes;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Probe;
import io.djong.kubelet.runtime.ContainerState.Phase;
import io.djong.kubelet.runtime.SyncPlan.Kill;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SyncPlanTest {
    private static final Container ONE = shell("one", "true");
    private static final Container TWO = shell("two", "true");
    private static final Container INIT = shell("init", "true");
    private static final Container SIDE = shell("side", "true").withRestartPolicy("Always");

    @Test
    void aNewPodGetsASandboxAndItsContainers() {
        assertThat(plan(pod("p", ONE, TWO), empty())).isEqualTo(fromTheStart("", 0, List.of(), List.of(0, 1)));
    }

    @Test
    void aNewPodWithInitContainersGetsTheFirst() {
        var pod = withInit(pod("p", ONE), INIT, SIDE);

        assertThat(plan(pod, empty())).isEqualTo(fromTheStart("", 0, List.of(0), List.of()));
    }

    @Test
    void nothingIsDoneToAPodThatRuns() {
        assertThat(plan(pod("p", ONE), status(running(ONE)))).isEqualTo(kept(List.of(), List.of()));
    }

    @Test
    void aContainerThatEndedIsStartedAgain() {
        assertThat(plan(pod("p", ONE, TWO), status(exited(ONE, 0), running(TWO))))
                .isEqualTo(kept(List.of(), List.of(0)));
    }

    @Test
    void onFailureOnlyThoseThatFailedAreStartedAgain() {
        var pod = policy(pod("p", ONE, TWO), "OnFailure");

        assertThat(plan(pod, status(exited(ONE, 0), exited(TWO, 2)))).isEqualTo(kept(List.of(), List.of(1)));
    }

    @Test
    void aPodWhoseContainersAreDoneIsEnded() {
        var pod = policy(pod("p", ONE), "Never");

        assertThat(plan(pod, status(exited(ONE, 1))).killPod()).isTrue();
    }

    @Test
    void aPodThatIsBeingDeletedStartsNothing() {
        var pod = pod("p", ONE);
        pod = pod.withMetadata(pod.metadata().withDeletionTimestamp(Instant.EPOCH));

        assertThat(plan(pod, status(exited(ONE, 1))).containers()).isEmpty();
    }

    @Test
    void aContainersOwnRulesGoFirst() {
        var codes = new ContainerRestartRuleOnExitCodes("In", List.of(42));
        var own = ONE.withRestartPolicy("Never")
                .withRestartPolicyRules(List.of(new ContainerRestartRule("Restart", codes)));
        var pod = policy(pod("p", own, TWO), "Never");

        assertThat(plan(pod, status(exited(own, 42), running(TWO))).containers())
                .containsExactly(0);
        assertThat(plan(pod, status(exited(own, 41), running(TWO))).containers())
                .isEmpty();
    }

    @Test
    void aSandboxThatEndedIsReplaced() {
        var status = status(List.of(sandbox("s1", false, "10.0.0.1")), exited(ONE, 137));

        assertThat(plan(pod("p", ONE), status)).isEqualTo(fromTheStart("s1", 1, List.of(), List.of(0)));
    }

    @Test
    void aSandboxThatEndedIsNotReplacedForAPodThatIsNotRestarted() {
        var status = status(List.of(sandbox("s1", false, "10.0.0.1")), exited(ONE, 0));
        var plan = plan(policy(pod("p", ONE), "Never"), status);

        assertThat(plan.killPod()).isTrue();
        assertThat(plan.createSandbox()).isFalse();
    }

    @Test
    void aSandboxWithoutAddressIsReplaced() {
        var status = status(List.of(sandbox("s1", true, null)));

        assertThat(plan(pod("p", ONE), status)).isEqualTo(fromTheStart("s1", 1, List.of(), List.of(0)));
    }

    @Test
    void aContainerThatDoesNotLiveIsKilledAndStarted() {
        var plan = SyncPlan.plan(pod("p", ONE), status(running(ONE)), verdicts(Map.of("one-0", false), Map.of()));

        assertThat(plan.kills())
                .containsExactly(new Kill(
                        "one-0",
                        "one",
                        "Container one failed liveness probe, will be restarted",
                        Kill.Reason.LIVENESS_PROBE));
        assertThat(plan.containers()).containsExactly(0);
    }

    @Test
    void aContainerWhoseImageChangedIsKilledAndStarted() {
        var changed = ONE.withImage("localhost/other:1");

        var plan = plan(pod("p", changed), status(running(ONE)));

        assertThat(plan.kills())
                .extracting(Kill::message)
                .containsExactly("Container one definition changed, will be restarted");
        assertThat(plan.containers()).containsExactly(0);
    }

    @Test
    void theNextInitContainerFollowsTheLast() {
        var pod = withInit(pod("p", ONE), INIT, shell("more", "true"));

        assertThat(plan(pod, status(running(INIT)))).isEqualTo(kept(List.of(), List.of()));
        assertThat(plan(pod, status(exited(INIT, 0)))).isEqualTo(kept(List.of(1), List.of()));
        assertThat(plan(pod, status(exited(INIT, 3)))).isEqualTo(kept(List.of(0), List.of()));
        assertThat(plan(pod, status(exited(INIT, 0), exited(shell("more", "true"), 0))))
                .isEqualTo(kept(List.of(), List.of(0)));
        assertThat(plan(policy(pod, "Never"), status(exited(INIT, 3))).killPod())
                .isTrue();
    }

    @Test
    void aSidecarThatHasStartedLetsTheNextOneStart() {
        var pod = withInit(pod("p", ONE), SIDE, INIT);

        assertThat(plan(pod, status(running(SIDE)))).isEqualTo(kept(List.of(1), List.of()));
    }

    @Test
    void aSidecarWithAStartupProbeIsWaitedFor() {
        var probed = SIDE.withStartupProbe(Probe.EMPTY);
        var pod = withInit(pod("p", ONE), probed);
        var status = status(running(probed));

        assertThat(plan(pod, status)).isEqualTo(kept(List.of(), List.of()));
        assertThat(SyncPlan.plan(pod, status, verdicts(Map.of(), Map.of("side-0", true))))
                .isEqualTo(kept(List.of(), List.of(0)));
        assertThat(SyncPlan.plan(pod, status, verdicts(Map.of(), Map.of("side-0", false)))
                        .kills())
                .extracting(Kill::message)
                .containsExactly("Init container side failed startup probe");
    }

    @Test
    void aSidecarThatEndedIsStartedAgainWhileThePodRuns() {
        var pod = withInit(pod("p", ONE), SIDE, INIT);

        assertThat(plan(pod, status(exited(SIDE, 0), exited(INIT, 0), running(ONE))))
                .isEqualTo(kept(List.of(0), List.of()));
    }

    @Test
    void aSidecarDoesNotKeepADonePodAlive() {
        var pod = policy(withInit(pod("p", ONE), SIDE), "Never");
        var plan = plan(pod, status(running(SIDE), exited(ONE, 0)));

        assertThat(plan.killPod()).isTrue();
        assertThat(plan.initContainers()).isEmpty();
    }

    @Test
    void anEphemeralContainerIsStartedOnce() {
        var pod = pod("p", ONE);
        pod = pod.withSpec(pod.spec().withEphemeralContainers(List.of(EphemeralContainer.EMPTY.withName("debug"))));

        assertThat(plan(pod, status(running(ONE))).ephemeralContainers()).containsExactly(0);
        assertThat(plan(pod, status(running(ONE), exited(shell("debug", ""), 0)))
                        .ephemeralContainers())
                .isEmpty();
    }

    private static SyncPlan plan(Pod pod, PodRuntimeStatus status) {
        return SyncPlan.plan(pod, status, ProbeVerdicts.NONE);
    }

    private static SyncPlan fromTheStart(String old, int attempt, List<Integer> init, List<Integer> containers) {
        return new SyncPlan(true, true, old, attempt, List.of(), init, containers, List.of());
    }

    private static SyncPlan kept(List<Integer> init, List<Integer> containers) {
        return new SyncPlan(false, false, "s0", 0, List.of(), init, containers, List.of());
    }

    private static Pod withInit(Pod pod, Container... init) {
        return pod.withSpec(pod.spec().withInitContainers(List.of(init)));
    }

    private static Pod policy(Pod pod, String policy) {
        return pod.withSpec(pod.spec().withRestartPolicy(policy));
    }

    private static PodRuntimeStatus empty() {
        return PodRuntimeStatus.none("uid-p", Instant.EPOCH);
    }

    private static PodRuntimeStatus status(ContainerState... containers) {
        return status(List.of(sandbox("s0", true, "10.0.0.1")), containers);
    }

    private static PodRuntimeStatus status(List<SandboxStatus> sandboxes, ContainerState... containers) {
        return new PodRuntimeStatus(
                "uid-p",
                "default",
                "p",
                List.of(),
                sandboxes,
                List.of(containers).reversed(),
                Instant.EPOCH);
    }

    private static SandboxStatus sandbox(String id, boolean ready, @Nullable String ip) {
        var ips = new ArrayList<String>();
        if (ip != null) {
            ips.add(ip);
        }
        return new SandboxStatus(id, 0, ready, Instant.EPOCH, false, ips);
    }

    private static ContainerState running(Container container) {
        return state(container, Phase.RUNNING, 0);
    }

    private static ContainerState exited(Container container, int exitCode) {
        return state(container, Phase.EXITED, exitCode);
    }

    private static ContainerState state(Container container, Phase phase, int exitCode) {
        return new ContainerState(
                container.name() + "-0",
                "containerd",
                container.name(),
                "s0",
                0,
                phase,
                Instant.EPOCH,
                Instant.EPOCH,
                phase == Phase.EXITED ? Instant.EPOCH : null,
                exitCode,
                "",
                "",
                container.image(),
                "",
                "",
                ContainerHash.of(container),
                "",
                List.of(),
                null,
                null,
                "");
    }

    private static ProbeVerdicts verdicts(Map<String, Boolean> liveness, Map<String, Boolean> startup) {
        return new ProbeVerdicts() {
            @Override
            public @Nullable Boolean liveness(String id) {
                return liveness.get(id);
            }

            @Override
            public @Nullable Boolean startup(String id) {
                return startup.get(id);
            }
        };
    }
}
