package io.djong.kubelet.pods;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.kubelet.admission.AdmissionPlan;
import io.djong.kubelet.admission.Rejection;
import io.djong.kubelet.admission.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which pods the node has taken, and which not. Safe for use by several threads.
final class PodAdmissions {
    private final Supplier<@Nullable Node> node;
    private final Supplier<@Nullable Node> newestNode;
    private final Supplier<List<String>> pressures;
    private final PodMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Pod> taken = new HashMap<>();
    private final Map<String, Rejection> rejected = new HashMap<>();
    /// Who has to end before a pod begins.
    private final Map<String, Set<String>> before = new HashMap<>();

    /// @param node this node's object; null while it is not known
    /// @param newestNode asks the API server for it; blocks
    /// @param pressures the conditions of pressure that the node has
    PodAdmissions(
            Supplier<@Nullable Node> node,
            Supplier<@Nullable Node> newestNode,
            Supplier<List<String>> pressures,
            PodMetrics metrics) {
        this.newestNode = newestNode;
        this.metrics = metrics;
        this.node = node;
        this.pressures = pressures;
    }

    /// Decides whether a pod is taken, if that is not decided yet.
    ///
    /// @param active the pods that need their room: one whose object is gone gives it to
    ///     the next, although something of it may still be there, as upstream's does
    /// @return the pods that have to make room for it
    List<Pod> consider(Pod pod, Collection<Pod> active) {
        var uids = active.stream().map(other -> other.metadata().uid()).collect(Collectors.toSet());
        var known = node.get();
        var verdict = judge(pod, known, uids, true);
        if (verdict == null) {
            // Its labels may have changed a moment ago: who schedules knows it, and the node does not yet.
            var newest = newestNode.get();
            verdict = judge(pod, newest == null ? known : newest, uids, false);
        }
        return verdict instanceof Verdict.Taken accepted ? accepted.preempted() : List.of();
    }

    /// @param mayAsk whether the node may be asked for once more when its labels do not match
    /// @return null when the node is to be asked for
    private @Nullable Verdict judge(Pod pod, @Nullable Node known, Set<String> active, boolean mayAsk) {
        var uid = pod.metadata().uid();
        lock.lock();
        try {
            if (taken.containsKey(uid)) {
                return new Verdict.Taken(List.of(), "");
            }
            var others = taken.values().stream()
                    .filter(other -> active.contains(other.metadata().uid()))
                    .toList();
            var verdict = AdmissionPlan.judge(pod, known, others, pressures.get());
            switch (verdict) {
                case Verdict.Rejected(var rejection) -> {
                    if (mayAsk && rejection.reason().equals(AdmissionPlan.NODE_AFFINITY)) {
                        return null;
                    }
                    rejected.put(uid, rejection);
                }
                case Verdict.Taken(var preempted, var shortOf) -> take(pod, preempted, shortOf);
            }
            return verdict;
        } finally {
            lock.unlock();
        }
    }

    private void take(Pod pod, List<Pod> preempted, String shortOf) {
        Set<String> uids = new HashSet<>();
        for (Pod victim : preempted) {
            uids.add(victim.metadata().uid());
            taken.remove(victim.metadata().uid());
            metrics.preempted(shortOf);
        }
        if (!uids.isEmpty()) {
            before.put(pod.metadata().uid(), uids);
        }
        taken.put(pod.metadata().uid(), pod);
    }

    /// Why a pod is not taken; null when it is, or when nobody has asked yet.
    @Nullable
    Rejection rejection(String uid) {
        lock.lock();
        try {
            return rejected.get(uid);
        } finally {
            lock.unlock();
        }
    }

    /// Whether the pod has to wait for others that make room for it.
    boolean waits(String uid, Predicate<String> hasEnded) {
        lock.lock();
        try {
            var uids = before.get(uid);
            if (uids == null) {
                return false;
            }
            uids.removeIf(hasEnded);
            if (uids.isEmpty()) {
                before.remove(uid);
            }
            return !uids.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing of the pod is left on the node.
    void ended(String uid) {
        lock.lock();
        try {
            taken.remove(uid);
        } finally {
            lock.unlock();
        }
    }

    /// The pod is gone: should it come back, it is judged anew.
    void forget(String uid) {
        lock.lock();
        try {
            taken.remove(uid);
            rejected.remove(uid);
            before.remove(uid);
        } finally {
            lock.unlock();
        }
    }
}
