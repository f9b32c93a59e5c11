package io.djong.kubelet.probes;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.api.types.core.v1.Probe;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.runtime.PodNames;
import io.djong.kubelet.status.PodPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One probe of one container: runs each period while the container runs, and when something about it
/// changes.
final class ProbeWorker {
    private static final int TRIES_MAX = 3;

    private final Environment environment;
    private final Pod pod;
    private final Container container;
    private final ProbeKind kind;
    private final Probe probe;
    private final ProbeRun run;
    private final EventRecorder events;
    private final Function<String, @Nullable PodStatus> statuses;
    private final Runnable changed;
    private final ProbeMetrics metrics;
    private final ProbeJudge judge;

    private final ReentrantLock turn = new ReentrantLock();
    private final List<Timer> timers = new ArrayList<>();
    private String seenId = "";
    private boolean onHold;
    /// The container for whose initial delay a timer runs.
    private String delayedFor = "";
    /// When it ran last for this container; null before.
    private @Nullable Long ranNanos;
    private volatile String containerId = "";
    private volatile @Nullable Boolean verdict;
    private volatile boolean stopped;

    /// @param statuses the newest status of a pod, by uid
    /// @param changed is told when the verdict has changed
    ProbeWorker(
            Environment environment,
            Pod pod,
            Container container,
            ProbeKind kind,
            Probe probe,
            ProbeRun run,
            EventRecorder events,
            Function<String, @Nullable PodStatus> statuses,
            Runnable changed,
            ProbeMetrics metrics) {
        this.environment = environment;
        this.pod = pod;
        this.container = container;
        this.kind = kind;
        this.probe = probe;
        this.run = run;
        this.events = events;
        this.statuses = statuses;
        this.changed = changed;
        this.metrics = metrics;
        this.judge = new ProbeJudge(probe.successThreshold(), probe.failureThreshold());
    }

    ProbeKind kind() {
        return kind;
    }

    /// What holds of this container now; null when nothing is decided.
    ///
    /// @param id as in statuses
    @Nullable
    Boolean verdict(String id) {
        if (containerId.isEmpty()) {
            // Not begun: what the API server shows holds, so that a restart of the kubelet unsettles nobody.
            var known = find(pod.status());
            return known != null && known.containerID().equals(id) && knownGood(known) ? Boolean.TRUE : null;
        }
        return id.equals(containerId) ? verdict : null;
    }

    /// The container that the verdict is about, as in statuses; "" before there is one.
    String containerId() {
        return containerId;
    }

    /// Begins. The first run comes when the container does, see [#wake].
    void start() {
        timers.add(environment.timers().every(period(), this::tick));
        wake();
    }

    /// Something about the container has changed: the next run may be due now.
    void wake() {
        if (!stopped) {
            environment.timers().once(Duration.ZERO, this::tickOnChange);
        }
    }

    void stop() {
        stopped = true;
        timers.forEach(Timer::cancel);
        metrics.forget(kind, pod, container);
    }

    private Duration period() {
        return Duration.ofSeconds(Math.max(1, probe.periodSeconds()));
    }

    private void tickOnChange() {
        var status = status();
        // A container that is probed already keeps its rhythm; one that waits to be probed does not wait for it.
        var fresh = status != null && !status.containerID().equals(seenId);
        var unheld = kind == ProbeKind.STARTUP || (status != null && Boolean.TRUE.equals(status.started()));
        if (fresh || (unheld && Objects.equals(verdict(seenId), kind.initial()) && !onHold)) {
            tick();
        }
    }

    private void tick() {
        if (stopped || !turn.tryLock()) {
            return;
        }
        try {
            if (!probe()) {
                stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turn.unlock();
        }
    }

    private @Nullable ContainerStatus status() {
        var pods = statuses.apply(pod.metadata().uid());
        return pods == null ? null : find(pods);
    }

    private @Nullable ContainerStatus find(PodStatus status) {
        for (var candidates : List.of(status.containerStatuses(), status.initContainerStatuses())) {
            for (var candidate : candidates) {
                if (candidate.name().equals(container.name())) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /// @return false when there will never be anything to probe again
    private boolean probe() throws InterruptedException {
        var podStatus = statuses.apply(pod.metadata().uid());
        if (podStatus == null) {
            return true;
        }
        if (PodPhase.isTerminal(podStatus.phase())) {
            return false;
        }
        var status = find(podStatus);
        if (status == null || status.containerID().isEmpty()) {
            return true;
        }
        if (!status.containerID().equals(seenId)) {
            begin(status);
        }
        if (onHold) {
            return true;
        }
        var running = status.state().running();
        if (running == null) {
            set(false);
            return status.state().terminated() == null || !neverRestarts();
        }
        var wait = Duration.between(
                environment.clock().instant(), running.startedAt().plusSeconds(probe.initialDelaySeconds()));
        if (wait.isPositive()) {
            if (!delayedFor.equals(seenId)) {
                delayedFor = seenId;
                environment.timers().once(wait, this::tick);
            }
            return true;
        }
        var started = Boolean.TRUE.equals(status.started());
        if (started == (kind == ProbeKind.STARTUP)) {
            return true;
        }
        // Two clocks may strike at the same moment: the period's, and the end of the initial delay.
        var ran = ranNanos;
        if (ran == null || environment.ticker().nanos() - ran >= period().toNanos() / 2) {
            ranNanos = environment.ticker().nanos();
            judge(podStatus.podIP());
        }
        return true;
    }

    /// Another container than before: what was found out of the other one does not hold.
    private void begin(ContainerStatus status) {
        var first = seenId.isEmpty();
        seenId = status.containerID();
        onHold = false;
        ranNanos = null;
        judge.reset();
        containerId = seenId;
        verdict = first && knownGood(status) ? Boolean.TRUE : kind.initial();
    }

    /// After a restart of the kubelet, a container keeps the readiness that the API server shows.
    private boolean knownGood(ContainerStatus status) {
        var known = find(pod.status());
        if (known == null || !known.containerID().equals(status.containerID())) {
            return false;
        }
        return kind == ProbeKind.READINESS ? known.ready() : Boolean.TRUE.equals(known.started());
    }

    private boolean neverRestarts() {
        var own = container.restartPolicy();
        return (own == null ? pod.spec().restartPolicy() : own).equals("Never");
    }

    private void judge(String podIp) throws InterruptedException {
        long begun = environment.ticker().nanos();
        var result = runWithRetries(podIp);
        count(result, environment.ticker().nanos() - begun);
        tell(result);
        if (stopped || result.outcome() == ProbeResult.Outcome.UNKNOWN) {
            return;
        }
        var success = result.outcome() != ProbeResult.Outcome.FAILURE;
        var decided = judge.count(success);
        if (decided == null) {
            return;
        }
        set(decided);
        if (!decided && kind != ProbeKind.READINESS) {
            // The container will be restarted: nothing is to be found out before.
            onHold = true;
            judge.reset();
        }
    }

    private void count(ProbeResult result, long tookNanos) {
        switch (result.outcome()) {
            case SUCCESS, WARNING -> metrics.succeeded(kind, pod, container, tookNanos);
            case FAILURE -> metrics.failed(kind, pod, container);
            case UNKNOWN -> {}
        }
    }

    private ProbeResult runWithRetries(String podIp) throws InterruptedException {
        var id = seenId.substring(seenId.indexOf("://") + 3);
        var result = ProbeResult.unknown("");
        for (int tries = 0; tries < TRIES_MAX && result.outcome() == ProbeResult.Outcome.UNKNOWN; tries++) {
            result = run.run(probe, container, id, podIp);
        }
        return result;
    }

    private void tell(ProbeResult result) {
        var about = PodNames.reference(pod, container.name());
        switch (result.outcome()) {
            case SUCCESS -> {}
            case WARNING ->
                events.record(about, "Warning", "ProbeWarning", kind.word() + " probe warning: " + result.output());
            case FAILURE ->
                events.record(about, "Warning", "Unhealthy", kind.word() + " probe failed: " + result.output());
            case UNKNOWN ->
                events.record(
                        about,
                        "Warning",
                        "Unhealthy",
                        kind.word() + " probe errored and resulted in unknown state: " + result.output());
        }
    }

    private void set(boolean value) {
        var before = verdict;
        verdict = value;
        if (before == null || before != value) {
            changed.run();
        }
    }
}
