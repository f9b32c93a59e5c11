package io.djong.scheduler.queue;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.PreEnqueuePlugin;
import io.djong.scheduler.profile.Profile;
import io.djong.scheduler.queue.Hints.Verdict;
import io.djong.scheduler.queue.InFlight.Happened;
import io.djong.scheduler.queue.QueuedPod.Place;
import io.djong.scheduler.snapshot.PodInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The pods that wait for a node.
///
/// | where | which |
/// |---|---|
/// | active | to be tried, in the order of the queue sort plug-in |
/// | back-off | worth another try, but not yet (1 s, doubling, up to 10 s); taken earlier when nothing else
/// is active |
/// | unschedulable | refused, and nothing has happened since that helps; or held back by a gate |
/// | in flight | taken by [#pop], and neither [#done] nor [#refused] yet |
///
/// [#happened] brings back the pods that an event may help, as their plug-ins say. A pod that waits for longer than
/// five minutes comes back anyway. Safe for use by several threads.
public final class SchedulingQueue {
    private static final Duration FLUSH_PERIOD = Duration.ofSeconds(30);
    private static final String ATTEMPT_FAILED = "ScheduleAttemptFailure";
    private static final String BACKOFF_DONE = "BackoffComplete";
    private static final String ADDED = "UnschedulablePodAdd";

    private final Environment environment;
    private final QueueOptions options;
    private final Hints hints;
    private final Map<String, List<PreEnqueuePlugin>> gates = new HashMap<>();
    private final QueueMetrics metrics;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition available = lock.newCondition();
    private final Map<ObjectKey, QueuedPod> pods = new HashMap<>();
    private final Map<ObjectKey, QueuedPod> unschedulable = new LinkedHashMap<>();
    private final TreeSet<QueuedPod> active;
    private final BackoffQueue backoff;
    private final InFlight inFlight = new InFlight();
    private long sequence;
    private @Nullable Timer wakeUp;
    private long wakeUpNanos;
    private @Nullable Timer flushes;

    /// An empty queue.
    ///
    /// @param profiles whose plug-ins sort, gate, and say what helps; all sort alike
    public SchedulingQueue(
            Environment environment, QueueOptions options, List<Profile> profiles, QueueMetrics metrics) {
        this.environment = environment;
        this.options = options;
        this.metrics = metrics;
        hints = new Hints(profiles);
        for (Profile profile : profiles) gates.put(profile.schedulerName(), profile.preEnqueue());
        var sort = profiles.getFirst().queueSort().order();
        Comparator<QueuedPod> order = (a, b) -> sort.compare(a, b);
        Comparator<QueuedPod> total = order.thenComparingLong(pod -> pod.sequence);
        active = new TreeSet<>(total);
        backoff = new BackoffQueue(options, total, environment.ticker().nanos());
        metrics.observe(this);
    }

    /// Begins to bring back pods that wait for too long.
    public void start() {
        lock.lock();
        try {
            flushes = environment.timers().every(FLUSH_PERIOD, this::flush);
        } finally {
            lock.unlock();
        }
    }

    /// Ends what [#start] began, and all timers.
    public void stop() {
        lock.lock();
        try {
            if (flushes != null) flushes.cancel();
            if (wakeUp != null) wakeUp.cancel();
        } finally {
            lock.unlock();
        }
    }

    /// A new pod; one of the same name is forgotten.
    public void add(PodInfo pod) {
        lock.lock();
        try {
            QueuedPod same = pods.get(pod.key());
            if (same != null) remove(same);
            var queued = new QueuedPod(pod, sequence++, environment.ticker().nanos());
            pods.put(pod.key(), queued);
            move(queued, passesGates(queued) ? Place.ACTIVE : Place.UNSCHEDULABLE, ADDED);
        } finally {
            lock.unlock();
        }
    }

    /// A pod has changed. One that nobody knows is new.
    ///
    /// @param before the object before; null when it is not known
    /// @param changes what of it that plug-ins may wait for
    public void update(@Nullable Pod before, PodInfo after, List<ClusterEvent> changes) {
        lock.lock();
        try {
            if (inFlight.contains(after.uid())) {
                for (ClusterEvent change : changes) inFlight.happened(new Happened(change, before, after.pod()));
                return;
            }
            QueuedPod queued = pods.get(after.key());
            if (queued == null || !queued.info().uid().equals(after.uid())) {
                add(after);
                return;
            }
            // Its priority may be another: out, change, and in again.
            Place place = queued.place;
            take(queued);
            queued.update(after);
            put(queued, place);
            if (place != Place.UNSCHEDULABLE) return;
            for (ClusterEvent change : changes) {
                if (moveIfHelped(queued, new Happened(change, before, after.pod()))) return;
            }
        } finally {
            lock.unlock();
        }
    }

    /// A pod is gone, or has a node.
    public void delete(ObjectKey key) {
        lock.lock();
        try {
            QueuedPod queued = pods.get(key);
            if (queued != null) remove(queued);
        } finally {
            lock.unlock();
        }
    }

    /// The pod to try now; waits until there is one. It is in flight until [#done] or [#refused].
    public QueuedPod pop() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            QueuedPod pod = poll();
            while (pod == null) {
                available.await();
                pod = poll();
            }
            pod.taken(environment.ticker().nanos());
            pods.remove(pod.key());
            inFlight.begin(pod.info().uid());
            return pod;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable QueuedPod poll() {
        QueuedPod pod = active.pollFirst();
        return pod == null ? backoff.pollEarly() : pod;
    }

    /// The pod of this uid is no longer being tried: it has a node now, or needs none any more.
    public void done(String uid) {
        lock.lock();
        try {
            inFlight.end(uid);
        } finally {
            lock.unlock();
        }
    }

    /// The pod was tried in vain. It waits until something happens that helps
    /// ([QueuedPod#refusedBy] says whom it must help), or just for a while when nobody refused it.
    ///
    /// @param latest the pod as it is now
    public void refused(QueuedPod pod, PodInfo latest) {
        lock.lock();
        try {
            List<Happened> meanwhile = inFlight.since(pod.info().uid());
            inFlight.end(pod.info().uid());
            if (pods.containsKey(latest.key())) return;
            pod.update(latest);
            pod.returned(environment.ticker().nanos());
            backoff.schedule(pod);
            pods.put(latest.key(), pod);
            Verdict verdict = pod.hasRefusals() ? Verdict.STAYS : Verdict.AFTER_BACKOFF;
            for (Happened happened : meanwhile) {
                Verdict next = hints.verdict(pod, happened);
                if (next.compareTo(verdict) > 0) verdict = next;
            }
            requeue(pod, verdict, ATTEMPT_FAILED);
        } finally {
            lock.unlock();
        }
    }

    /// Something has happened in the cluster: the refused pods that it may help come back.
    ///
    /// @param before the object before; null when it is new
    /// @param after the object now; null when it is gone
    public void happened(ClusterEvent event, @Nullable KubeObject before, @Nullable KubeObject after) {
        happened(event, before, after, _ -> true);
    }

    /// As [#happened(ClusterEvent, KubeObject, KubeObject)], for some of the pods only.
    public void happened(
            ClusterEvent event, @Nullable KubeObject before, @Nullable KubeObject after, Predicate<PodInfo> which) {
        if (!hints.isOfInterest(event)) return;
        lock.lock();
        try {
            var happened = new Happened(event, before, after);
            if (!unschedulable.isEmpty()) {
                for (QueuedPod pod : new ArrayList<>(unschedulable.values())) {
                    if (which.test(pod.info())) moveIfHelped(pod, happened);
                }
            }
            if (!inFlight.isEmpty()) inFlight.happened(happened);
        } finally {
            lock.unlock();
        }
    }

    /// The pod is tried at once, whatever it waited for; if it is being tried, then once more.
    public void activate(PodInfo pod) {
        lock.lock();
        try {
            if (inFlight.contains(pod.uid())) {
                inFlight.happened(new Happened(ClusterEvent.FORCE_ACTIVATE, null, pod.pod()));
                return;
            }
            QueuedPod queued = pods.get(pod.key());
            if (queued != null && queued.place != Place.ACTIVE) {
                requeue(queued, Verdict.AT_ONCE, ClusterEvent.FORCE_ACTIVATE.label());
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many pods are where.
    ///
    /// @param gated those held back by a gate; not among the unschedulable ones
    /// @param events that are kept for the pods in flight
    public record Sizes(int active, int backoff, int unschedulable, int gated, int inFlight, int events) {}

    /// How many pods are where now.
    public Sizes sizes() {
        lock.lock();
        try {
            int gated = 0;
            for (QueuedPod pod : unschedulable.values()) {
                if (pod.isGated()) gated++;
            }
            int refused = unschedulable.size() - gated;
            return new Sizes(active.size(), backoff.size(), refused, gated, inFlight.size(), inFlight.events());
        } finally {
            lock.unlock();
        }
    }

    private boolean moveIfHelped(QueuedPod pod, Happened happened) {
        if (pod.isGated() && !hints.interestsGate(pod, happened.event())) return false;
        Verdict verdict = hints.verdict(pod, happened);
        if (verdict == Verdict.STAYS) return false;
        pod.flushed = happened.event().equals(ClusterEvent.UNSCHEDULABLE_TIMEOUT);
        requeue(pod, verdict, happened.event().label());
        return pod.place != Place.UNSCHEDULABLE;
    }

    private void requeue(QueuedPod pod, Verdict verdict, String why) {
        if (verdict == Verdict.STAYS || !passesGates(pod)) {
            move(pod, Place.UNSCHEDULABLE, why);
        } else if (verdict == Verdict.AFTER_BACKOFF
                && backoff.isBackingOff(pod, environment.ticker().nanos())) {
            move(pod, Place.BACKOFF, why);
        } else {
            move(pod, Place.ACTIVE, why);
        }
    }

    private boolean passesGates(QueuedPod pod) {
        pod.gatedBy = "";
        for (PreEnqueuePlugin gate : gates.getOrDefault(pod.info().pod().spec().schedulerName(), List.of())) {
            if (gate.preEnqueue(pod.info().pod()).isSuccess()) continue;
            pod.gatedBy = gate.name();
            pod.unschedulablePlugins.add(gate.name());
            return false;
        }
        return true;
    }

    private void move(QueuedPod pod, Place place, String why) {
        take(pod);
        put(pod, place);
        metrics.incoming(place, why);
    }

    private void put(QueuedPod pod, Place place) {
        pod.place = place;
        switch (place) {
            case ACTIVE -> {
                active.add(pod);
                available.signal();
            }
            case BACKOFF, ERROR_BACKOFF -> {
                backoff.add(pod);
                available.signal();
                setWakeUp();
            }
            case UNSCHEDULABLE -> unschedulable.put(pod.key(), pod);
            case NOWHERE -> {}
        }
    }

    private void take(QueuedPod pod) {
        switch (pod.place) {
            case ACTIVE -> active.remove(pod);
            case BACKOFF, ERROR_BACKOFF -> backoff.remove(pod);
            case UNSCHEDULABLE -> unschedulable.remove(pod.key());
            case NOWHERE -> {}
        }
        pod.place = Place.NOWHERE;
    }

    private void remove(QueuedPod pod) {
        take(pod);
        pods.remove(pod.key());
    }

    /// One timer, for the pod that is done first.
    private void setWakeUp() {
        Long next = backoff.nextEndNanos();
        if (next == null || (wakeUp != null && wakeUpNanos - next <= 0)) return;
        if (wakeUp != null) wakeUp.cancel();
        wakeUpNanos = next;
        Duration delay = Duration.ofNanos(next - environment.ticker().nanos());
        wakeUp = environment.timers().once(delay, this::activateDone);
    }

    private void activateDone() {
        lock.lock();
        try {
            wakeUp = null;
            long now = environment.ticker().nanos();
            for (QueuedPod pod = backoff.pollDone(now); pod != null; pod = backoff.pollDone(now)) {
                pod.place = Place.NOWHERE;
                move(pod, Place.ACTIVE, BACKOFF_DONE);
            }
            setWakeUp();
        } finally {
            lock.unlock();
        }
    }

    private void flush() {
        lock.lock();
        try {
            long now = environment.ticker().nanos();
            var timeout = new Happened(ClusterEvent.UNSCHEDULABLE_TIMEOUT, null, null);
            for (QueuedPod pod : new ArrayList<>(unschedulable.values())) {
                if (now - pod.enqueuedNanos > options.unschedulableMax().toNanos()) moveIfHelped(pod, timeout);
            }
        } finally {
            lock.unlock();
        }
    }
}
