package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// In which order containers of a pod with sidecars end: the ordinary ones at once, each sidecar
/// after them and after the sidecars that came later. Who waits does so within its grace period.
///
/// Source: kubernetes.io/docs/concepts/workloads/pods/sidecar-containers.
final class TerminationOrder {
    private final Environment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<String> running;
    private final Map<String, Set<String>> before = new HashMap<>();

    /// @param running names of the containers that run
    TerminationOrder(Environment environment, Pod pod, List<String> running) {
        this.environment = environment;
        this.running = new HashSet<>(running);
        var earlier = new HashSet<String>();
        pod.spec().containers().forEach(container -> earlier.add(container.name()));
        for (Container container : pod.spec().initContainers().reversed()) {
            if (PodNames.isSidecar(container)) {
                before.put(container.name(), Set.copyOf(earlier));
                earlier.add(container.name());
            }
        }
    }

    /// Waits until it is this container's turn, but no longer than this.
    void awaitTurn(String container, Duration atMost) throws InterruptedException {
        var deadline = Deadline.after(environment.ticker(), atMost);
        lock.lockInterruptibly();
        try {
            while (!isTurn(container) && !deadline.isPast()) {
                environment.timers().await(lock, changed, deadline.remaining());
            }
        } finally {
            lock.unlock();
        }
    }

    /// Says that a container has ended, or could not be ended.
    void ended(String container) {
        lock.lock();
        try {
            running.remove(container);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isTurn(String container) {
        for (String other : before.getOrDefault(container, Set.of())) {
            if (running.contains(other)) {
                return false;
            }
        }
        return true;
    }
}
