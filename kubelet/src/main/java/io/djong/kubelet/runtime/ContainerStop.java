package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Lifecycle;
import io.djong.api.types.core.v1.LifecycleHandler;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Probe;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.cri.ContainerStatus;
import io.djong.kubelet.runtime.SyncPlan.Kill;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ends one container: its hook first, then its stop signal, all within its grace period, and at last SIGKILL.
///
/// Source: kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle, "Termination of Pods".
final class ContainerStop {
    /// What every container gets between signal and kill, whatever its hook took.
    private static final Duration GRACE_MIN = Duration.ofSeconds(2);

    private static final Log LOG = Log.of(ContainerStop.class);

    private final Environment environment;
    private final RuntimeService runtime;
    private final Hooks hooks;
    private final EventRecorder events;

    ContainerStop(Environment environment, RuntimeService runtime, Hooks hooks, EventRecorder events) {
        this.environment = environment;
        this.runtime = runtime;
        this.hooks = hooks;
        this.events = events;
    }

    /// @param pod in full, for messages
    /// @param about what events point to; null for none, as of a container that is in no pod any more
    /// @param grace null for the least
    private record Subject(
            String pod,
            Container container,
            @Nullable ObjectReference about,
            @Nullable Long grace) {}

    /// Ends a container.
    ///
    /// @param pod null when only the runtime knows it any more
    /// @param graceSeconds in place of what the pod says; null keeps that
    /// @param order null when none is kept
    /// @throws RpcException when the runtime cannot end it
    void stop(
            @Nullable Pod pod,
            Kill kill,
            List<String> podIps,
            @Nullable Long graceSeconds,
            @Nullable TerminationOrder order)
            throws RpcException, InterruptedException {
        var subject = pod == null ? restored(kill.id()) : subject(pod, kill);
        var message = kill.message().isEmpty()
                ? "Stopping container " + subject.container().name()
                : kill.message();
        tell(
                subject,
                "Normal",
                "Killing",
                message.replace(kill.id(), subject.container().name()));
        var own = subject.grace() == null ? GRACE_MIN : Duration.ofSeconds(subject.grace());
        var grace = Deadline.after(environment.ticker(), graceSeconds == null ? own : Duration.ofSeconds(graceSeconds));
        var lifecycle = subject.container().lifecycle();
        if (lifecycle != null && lifecycle.preStop() != null && !grace.isPast()) {
            preStop(subject, kill.id(), lifecycle.preStop(), podIps, grace.remaining());
        }
        if (order != null && !grace.isPast()) {
            order.awaitTurn(kill.name(), grace.remaining());
        }
        try {
            runtime.stopContainer(kill.id(), wholeSeconds(grace.remaining()));
        } catch (RpcException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        } finally {
            if (order != null) {
                order.ended(kill.name());
            }
        }
    }

    /// The runtime counts whole seconds; what has begun counts as one.
    private static Duration wholeSeconds(Duration left) {
        var rounded = Duration.ofSeconds(left.plusSeconds(1).minusNanos(1).toSeconds());
        return rounded.compareTo(GRACE_MIN) < 0 ? GRACE_MIN : rounded;
    }

    private void preStop(Subject subject, String id, LifecycleHandler hook, List<String> podIps, Duration atMost)
            throws InterruptedException {
        var run = new BoundedRun(environment, "pre-stop", () -> {
            try {
                hooks.run(subject.pod(), subject.container(), id, hook, podIps);
            } catch (Hooks.HookException e) {
                LOG.error(
                        "PreStop hook failed",
                        e,
                        LogKey.POD.is(subject.pod()),
                        LogKey.CONTAINER.is(subject.container().name()));
                tell(subject, "Warning", "FailedPreStopHook", "PreStopHook failed");
            }
        });
        if (!run.await(atMost)) {
            LOG.info(
                    "PreStop hook not completed in grace period",
                    LogKey.POD.is(subject.pod()),
                    LogKey.CONTAINER.is(subject.container().name()));
        }
    }

    private void tell(Subject subject, String type, String reason, String message) {
        var about = subject.about();
        if (about != null) {
            events.record(about, type, reason, message);
        }
    }

    private static Subject subject(Pod pod, Kill kill) {
        var container = PodNames.find(pod, kill.name());
        if (container == null) {
            // The pod has lost it; what is left of it is ended without its hook.
            container = Container.EMPTY.withName(kill.name());
        }
        return new Subject(
                PodNames.inFull(pod),
                container,
                PodNames.reference(pod, kill.name()),
                grace(pod, container, kill.reason()));
    }

    private static @Nullable Long grace(Pod pod, Container container, Kill.Reason reason) {
        if (pod.metadata().deletionGracePeriodSeconds() != null) {
            return pod.metadata().deletionGracePeriodSeconds();
        }
        var ofPod = pod.spec().terminationGracePeriodSeconds();
        if (ofPod == null) {
            return null;
        }
        Probe probe = switch (reason) {
            case STARTUP_PROBE -> container.startupProbe();
            case LIVENESS_PROBE -> container.livenessProbe();
            case OTHER -> null;
        };
        var ofProbe = probe == null ? null : probe.terminationGracePeriodSeconds();
        return ofProbe == null ? ofPod : ofProbe;
    }

    /// From what was written on the container when it was made.
    private Subject restored(String id) throws RpcException, InterruptedException {
        ContainerStatus status = runtime.containerStatus(id);
        Map<String, String> labels = status.labels();
        var annotations = status.annotations();
        var preStop = RuntimeLabels.preStop(annotations);
        var container = Container.EMPTY
                .withName(labels.getOrDefault(RuntimeLabels.CONTAINER_NAME, ""))
                .withPorts(RuntimePorts.read(annotations.getOrDefault(RuntimeLabels.PORTS, "[]")))
                .withLifecycle(preStop == null ? null : Lifecycle.EMPTY.withPreStop(preStop));
        var name = labels.getOrDefault(RuntimeLabels.POD_NAME, "");
        var namespace = labels.getOrDefault(RuntimeLabels.POD_NAMESPACE, "");
        var uid = labels.getOrDefault(RuntimeLabels.POD_UID, "");
        var deletionGrace = RuntimeLabels.number(annotations, RuntimeLabels.DELETION_GRACE, 10);
        return new Subject(
                name + "_" + namespace + "(" + uid + ")",
                container,
                null,
                deletionGrace == null
                        ? RuntimeLabels.number(annotations, RuntimeLabels.TERMINATION_GRACE, 10)
                        : deletionGrace);
    }
}
