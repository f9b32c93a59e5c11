package io.djong.kubelet.pods;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.kubelet.runtime.ContainerState;
import io.djong.kubelet.runtime.PodContext;
import io.djong.kubelet.runtime.PodLifecycle;
import io.djong.kubelet.runtime.PodRuntime;
import io.djong.kubelet.runtime.PodRuntimeStatus;
import io.djong.kubelet.runtime.ProbeVerdicts;
import io.djong.kubelet.runtime.SandboxStatus;
import io.djong.kubelet.runtime.SyncOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A runtime whose containers are only data: one sandbox a pod, containers that start in a given
/// time, run until they are told to end, and take as long to end as a test says.
final class FakeRuntime implements PodRuntime, PodLifecycle {
    private final Environment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, PodRuntimeStatus> pods = new TreeMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private int ids;
    private Duration startDelay = Duration.ZERO;
    private Duration endDelay = Duration.ZERO;

    FakeRuntime(Environment environment) {
        this.environment = environment;
    }

    /// What was called, in order.
    List<String> calls() {
        return List.copyOf(calls);
    }

    /// How often a pod was looked at that is to run.
    int looks() {
        return looks.get();
    }

    void starting(Duration takes) {
        startDelay = takes;
    }

    /// Containers take so long to end, if their grace period is not shorter.
    void ending(Duration takes) {
        endDelay = takes;
    }

    @Override
    public SyncOutcome sync(Pod pod, PodRuntimeStatus current, ProbeVerdicts probes, PodContext context)
            throws InterruptedException {
        looks.incrementAndGet();
        var uid = pod.metadata().uid();
        var started = new TreeSet<String>();
        for (Container container : pod.spec().containers()) {
            var found = current.container(container.name());
            var dead = found != null && found.isRunning() && Boolean.FALSE.equals(probes.liveness(found.id()));
            if (dead) {
                exit(uid, container.name(), 137);
            }
            if (found == null || dead || (found.isExited() && restarts(pod, found))) {
                calls.add("start " + pod.metadata().name() + "/" + container.name());
                environment.timers().sleep(startDelay);
                start(pod, container, found == null ? 0 : found.attempt() + 1);
                started.add(container.name());
            }
        }
        return started.isEmpty() ? SyncOutcome.NOTHING : new SyncOutcome(new TreeMap<>(), started, List.of(), null);
    }

    private static boolean restarts(Pod pod, ContainerState ended) {
        return switch (pod.spec().restartPolicy()) {
            case "Never" -> false;
            case "OnFailure" -> ended.exitCode() != 0;
            default -> true;
        };
    }

    private void start(Pod pod, Container container, int attempt) {
        var now = environment.clock().instant();
        lock.lock();
        try {
            var uid = pod.metadata().uid();
            var before = pods.getOrDefault(uid, PodRuntimeStatus.none(uid, now));
            var sandboxes = before.sandboxes();
            if (sandboxes.isEmpty()) {
                sandboxes = List.of(new SandboxStatus("s" + ++ids, 0, true, now, false, List.of("10.0.0." + ids)));
            }
            List<ContainerState> containers = new ArrayList<>();
            containers.add(state("c" + ++ids, container.name(), attempt, ContainerState.Phase.RUNNING, now, null, 0));
            containers.addAll(before.containers());
            put(new PodRuntimeStatus(
                    uid,
                    pod.metadata().namespace(),
                    pod.metadata().name(),
                    sandboxes.getFirst().ips(),
                    sandboxes,
                    containers,
                    now));
        } finally {
            lock.unlock();
        }
    }

    private static ContainerState state(
            String id,
            String name,
            int attempt,
            ContainerState.Phase phase,
            Instant started,
            @Nullable Instant finished,
            int exitCode) {
        return new ContainerState(
                id,
                "fake",
                name,
                "",
                attempt,
                phase,
                started,
                started,
                finished,
                exitCode,
                phase == ContainerState.Phase.EXITED ? (exitCode == 0 ? "Completed" : "Error") : "",
                "",
                "image",
                "image@sha256:1",
                "sha256:1",
                0,
                "",
                List.of(),
                null,
                null,
                "");
    }

    /// A container ends by itself.
    void exit(String uid, String container, int exitCode) {
        lock.lock();
        try {
            var before = pods.get(uid);
            if (before == null) {
                return;
            }
            var now = environment.clock().instant();
            List<ContainerState> containers = new ArrayList<>();
            for (var state : before.containers()) {
                containers.add(
                        state.name().equals(container) && state.isRunning()
                                ? state(
                                        state.id(),
                                        state.name(),
                                        state.attempt(),
                                        ContainerState.Phase.EXITED,
                                        state.createdAt(),
                                        now,
                                        exitCode)
                                : state);
            }
            put(new PodRuntimeStatus(
                    uid, before.namespace(), before.name(), before.ips(), before.sandboxes(), containers, now));
        } finally {
            lock.unlock();
        }
    }

    private void put(PodRuntimeStatus status) {
        pods.put(status.uid(), status);
        listeners.forEach(listener -> listener.accept(status.uid()));
    }

    @Override
    public void kill(@Nullable Pod pod, PodRuntimeStatus current, @Nullable Long graceSeconds)
            throws InterruptedException {
        calls.add("kill " + current.name() + " in " + graceSeconds + "s");
        var running =
                current.containers().stream().filter(ContainerState::isRunning).toList();
        if (!running.isEmpty()) {
            var grace = Duration.ofSeconds(graceSeconds == null ? 30 : graceSeconds);
            environment.timers().sleep(endDelay.compareTo(grace) < 0 ? endDelay : grace);
            for (var container : running) {
                exit(current.uid(), container.name(), endDelay.compareTo(grace) < 0 ? 0 : 137);
            }
        }
        lock.lock();
        try {
            var now = environment.clock().instant();
            var left = pods.getOrDefault(current.uid(), current);
            put(new PodRuntimeStatus(
                    left.uid(),
                    left.namespace(),
                    left.name(),
                    List.of(),
                    left.sandboxes().stream()
                            .map(s -> new SandboxStatus(
                                    s.id(), s.attempt(), false, s.createdAt(), s.hostNetwork(), List.of()))
                            .toList(),
                    left.containers(),
                    now));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void forget(String uid) {
        calls.add("forget");
    }

    @Override
    public PodRuntimeStatus status(String uid) {
        lock.lock();
        try {
            var now = environment.clock().instant();
            return pods.getOrDefault(uid, PodRuntimeStatus.none(uid, now));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public PodRuntimeStatus statusNewerThan(String uid, Instant time) {
        return status(uid);
    }

    @Override
    public List<PodRuntimeStatus> pods() {
        lock.lock();
        try {
            return List.copyOf(pods.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void listen(Consumer<String> changed) {
        listeners.add(changed);
    }
}
