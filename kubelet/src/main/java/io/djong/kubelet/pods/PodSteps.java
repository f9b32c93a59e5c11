package io.djong.kubelet.pods;

import static io.djong.base.log.LogKey.MESSAGE;
import static io.djong.base.log.LogKey.POD;
import static io.djong.base.log.LogKey.POD_UID;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodIP;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.kubelet.admission.Rejection;
import io.djong.kubelet.pods.PodWork.Stage;
import io.djong.kubelet.runtime.ContainerState;
import io.djong.kubelet.runtime.PodKillException;
import io.djong.kubelet.runtime.PodRuntimeStatus;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.status.PodPhase;
import io.djong.kubelet.status.StatusPlan;
import io.djong.kubelet.status.StatusView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The steps of a pod's life on this node: make it run, end it, take the rest away. Each does what
/// can be done now and says when to come back.
final class PodSteps {
    private static final Log LOG = Log.of(PodSteps.class);
    private static final Duration BACK_OFF = Duration.ofSeconds(10);
    private static final Duration TRANSIENT = Duration.ofSeconds(1);
    private static final String DEADLINE_REASON = "DeadlineExceeded";
    private static final String DEADLINE_MESSAGE = "Pod was active on the node longer than the specified deadline";

    private final Environment environment;
    private final PodRooms rooms;
    private final Duration syncFrequency;
    private final PodMetrics metrics;

    PodSteps(Environment environment, PodRooms rooms, Duration syncFrequency, PodMetrics metrics) {
        this.metrics = metrics;
        this.environment = environment;
        this.rooms = rooms;
        this.syncFrequency = syncFrequency;
    }

    /// Does what the stage asks for, and the following ones as long as nothing has to be waited for.
    ///
    /// @return when to come back; null when nothing is to be done before something changes
    @Nullable
    Duration run(PodWork work) throws InterruptedException {
        while (true) {
            var stage = work.stage();
            boolean isFirst = work.seenNanos() == null;
            long begun = environment.ticker().nanos();
            if (isFirst) {
                work.seen(begun);
            }
            var again = switch (stage) {
                case SYNC -> sync(work);
                case TERMINATING -> terminate(work);
                case TERMINATED -> finish(work);
                case DONE -> null;
            };
            metrics.worked(stage, isFirst, environment.ticker().nanos() - begun);
            if (work.stage() == stage) {
                return again;
            }
        }
    }

    /// Fails a pod that this node does not take.
    void reject(PodWork work, Pod pod, Rejection rejection) {
        rooms.events().warning(pod, rejection.reason(), rejection.message());
        metrics.rejected(rejection.reason());
        var status = StatusPlan.rejected(
                pod,
                rejection.reason(),
                rejection.statusMessage(),
                environment.clock().instant());
        rooms.statuses().set(work.uid(), status, false);
        work.advance(Stage.TERMINATED);
    }

    private Duration sync(PodWork work) throws InterruptedException {
        var pod = work.pod();
        if (pod == null) {
            return TRANSIENT;
        }
        try {
            var runtime = rooms.lifecycle().statusNewerThan(work.uid(), work.actedAt());
            var status = status(work, pod, runtime, false);
            if (isOverdue(pod, status)) {
                rooms.events().normal(pod, DEADLINE_REASON, DEADLINE_MESSAGE);
                status = StatusPlan.failed(
                        pod,
                        status,
                        DEADLINE_REASON,
                        DEADLINE_MESSAGE,
                        environment.clock().instant());
            }
            tell(work, status, true);
            if (PodPhase.isTerminal(status.phase())) {
                work.terminate();
                return Duration.ZERO;
            }
            return start(work, pod, runtime, status);
        } catch (RpcException e) {
            return failed("Error syncing pod, skipping", work, e);
        } catch (PreparationException e) {
            return failed(
                    "Error syncing pod, skipping", work, String.valueOf(e.getMessage()), jittered(work.backOff(true)));
        }
    }

    private Duration start(PodWork work, Pod pod, PodRuntimeStatus runtime, PodStatus status)
            throws RpcException, PreparationException, InterruptedException {
        var problem = pod.spec().hostNetwork() ? null : rooms.networkProblem().get();
        if (problem != null) {
            rooms.events().warning(pod, "NetworkNotReady", "network is not ready: " + problem);
            return TRANSIENT;
        }
        if (StatusPlan.isStatic(pod)) {
            rooms.mirrors().ensure(pod, rooms.desired().mirror(pod));
        }
        var ips = status.podIPs().stream().map(PodIP::ip).toList();
        var context = rooms.surroundings().prepare(pod, ips);
        work.backOff(false);
        rooms.probes().add(pod);
        var outcome = rooms.runtime().sync(pod, runtime, rooms.probes(), context);
        work.setReasons(outcome.reasonsAfter(work.reasons()));
        if (!outcome.started().isEmpty() || !outcome.isClean() || runtime.isEmpty()) {
            work.acted(environment.clock().instant());
            var after = rooms.lifecycle().statusNewerThan(work.uid(), work.actedAt());
            tell(work, status(work, pod, after, false), true);
        }
        if (!outcome.failures().isEmpty()) {
            LOG.error(
                    "Error syncing pod, skipping",
                    POD.is(ObjectKey.of(pod)),
                    MESSAGE.is(String.join("; ", outcome.failures())));
        }
        var again = outcome.isClean() ? jittered(syncFrequency) : jittered(BACK_OFF);
        var retry = outcome.retryAfter();
        if (retry != null && retry.compareTo(again) < 0) {
            again = retry;
        }
        return sooner(again, untilDeadline(pod, status));
    }

    private static Duration sooner(Duration a, @Nullable Duration b) {
        return b == null || a.compareTo(b) < 0 ? a : b;
    }

    private boolean isOverdue(Pod pod, PodStatus status) {
        var left = untilDeadline(pod, status);
        return left != null && !left.isPositive() && !PodPhase.isTerminal(status.phase());
    }

    /// What is left of the pod's `activeDeadlineSeconds`; null when it has none.
    private @Nullable Duration untilDeadline(Pod pod, PodStatus status) {
        var seconds = pod.spec().activeDeadlineSeconds();
        var started = status.startTime();
        if (seconds == null || started == null) {
            return null;
        }
        return Duration.between(environment.clock().instant(), started.plusSeconds(seconds));
    }

    private Duration terminate(PodWork work) throws InterruptedException {
        try {
            var pod = work.pod();
            var runtime = rooms.lifecycle().statusNewerThan(work.uid(), work.actedAt());
            if (pod != null && !isBare(pod, runtime)) {
                tell(work, ended(work, pod, status(work, pod, runtime, false)), true);
            }
            rooms.probes().stopRestarting(work.uid());
            if (!runtime.isEmpty()) {
                rooms.runtime().kill(pod, runtime, work.graceSeconds());
                work.acted(environment.clock().instant());
                runtime = rooms.lifecycle().statusNewerThan(work.uid(), work.actedAt());
            }
            rooms.probes().remove(work.uid());
            if (runtime.containers().stream().anyMatch(ContainerState::isRunning)) {
                return failed("Pod has running containers after it was killed", work, "", TRANSIENT);
            }
            if (pod != null && !isBare(pod, runtime)) {
                tell(work, status(work, pod, runtime, true), false);
            }
            work.advance(Stage.TERMINATED);
            return Duration.ZERO;
        } catch (PodKillException e) {
            var pod = work.pod();
            if (pod != null) {
                rooms.events().warning(pod, "FailedKillPod", "error killing pod: " + e.getMessage());
            }
            return failed("Error killing pod", work, String.valueOf(e.getMessage()), TRANSIENT);
        } catch (RpcException e) {
            return failed("Error killing pod", work, e);
        }
    }

    /// What the status says of a pod that the node itself ends.
    private PodStatus ended(PodWork work, Pod pod, PodStatus status) {
        var why = work.ending();
        if (why == null || PodPhase.isTerminal(pod.status().phase())) {
            return status;
        }
        var now = environment.clock().instant();
        var failed = StatusPlan.failed(pod, status, why.reason(), why.message(), now);
        var condition = why.condition();
        return condition == null ? failed : StatusPlan.disrupted(pod, failed, condition, now);
    }

    /// A pod that has ended without ever being here: its status says all there is to say.
    private static boolean isBare(Pod pod, PodRuntimeStatus runtime) {
        return runtime.isEmpty()
                && PodPhase.isTerminal(pod.status().phase())
                && pod.status().containerStatuses().isEmpty();
    }

    private @Nullable Duration finish(PodWork work) throws InterruptedException {
        try {
            rooms.surroundings().remove(work.uid());
        } catch (PreparationException e) {
            return failed("Error cleaning up after a pod", work, String.valueOf(e.getMessage()), jittered(TRANSIENT));
        }
        var pod = work.pod();
        if (pod != null) {
            var last = known(work, pod);
            rooms.statuses()
                    .reclaimed(
                            work.uid(),
                            StatusPlan.finished(pod, last, environment.clock().instant()));
        }
        work.advance(Stage.DONE);
        return null;
    }

    /// Forgets a pod that is gone from the node and from those who wanted it.
    void forget(PodWork work) throws InterruptedException {
        var pod = work.pod();
        rooms.runtime().forget(work.uid());
        rooms.statuses().forget(work.uid());
        try {
            // What stayed for a pod that had ended and was still known: its folder.
            rooms.surroundings().remove(work.uid());
        } catch (PreparationException e) {
            failed("Error cleaning up after a pod", work, String.valueOf(e.getMessage()), TRANSIENT);
        }
        if (pod != null && StatusPlan.isStatic(pod)) {
            var mirror = rooms.desired().mirror(pod);
            try {
                if (mirror != null) {
                    rooms.mirrors().delete(mirror);
                }
            } catch (ApiException e) {
                failed("Failed deleting a mirror pod", work, String.valueOf(e.getMessage()), TRANSIENT);
            }
        }
    }

    private PodStatus status(PodWork work, Pod pod, PodRuntimeStatus runtime, boolean terminal) {
        var view = new StatusView(
                pod,
                known(work, pod),
                runtime,
                work.reasons(),
                rooms.probes().of(pod),
                terminal,
                rooms.hostIps().get());
        return StatusPlan.status(view, environment.clock().instant());
    }

    private PodStatus known(PodWork work, Pod pod) {
        var known = rooms.statuses().get(work.uid());
        return known == null ? pod.status() : known;
    }

    private void tell(PodWork work, PodStatus status, boolean mayRun) {
        var before = rooms.statuses().get(work.uid());
        var seen = work.seenNanos();
        if (before != null
                && seen != null
                && before.phase().equals(PodPhase.PENDING)
                && status.phase().equals(PodPhase.RUNNING)) {
            metrics.runs(environment.ticker().nanos() - seen);
        }
        rooms.statuses().set(work.uid(), status, mayRun);
        rooms.probes().wake(work.uid());
    }

    /// That the runtime is away is said once, by who looks for it; not for each pod.
    private Duration failed(String what, PodWork work, RpcException why) {
        return why.isUnavailable() ? TRANSIENT : failed(what, work, String.valueOf(why.getMessage()), TRANSIENT);
    }

    private Duration failed(String what, PodWork work, String message, Duration again) {
        var pod = work.pod();
        if (pod == null) {
            LOG.error(what, POD_UID.is(work.uid()), MESSAGE.is(message));
        } else {
            LOG.error(what, POD.is(ObjectKey.of(pod)), MESSAGE.is(message));
        }
        return again;
    }

    /// Up to half as long again, so that pods do not come back together.
    private Duration jittered(Duration duration) {
        var nanos = duration.toNanos();
        return Duration.ofNanos(
                nanos + (long) (nanos * 0.5 * environment.random().nextDouble()));
    }
}
