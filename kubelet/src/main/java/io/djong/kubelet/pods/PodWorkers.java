package io.djong.kubelet.pods;

import static io.djong.base.log.LogKey.MESSAGE;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Informer;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.kubelet.pods.PodWork.Stage;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.status.PodPhase;
import io.djong.kubelet.status.StatusPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One worker a pod: whatever happens to a pod (its object, its containers, a probe, a clock) leads
/// to one more look at it, one at a time. What a worker is doing is cut short when the pod is to
/// end, or to end sooner.
///
/// Pods that only the runtime knows are ended. A pod that is taken once stays taken: admission
/// looks at new ones only, in the order in which they come; after a start of the kubelet, in the
/// order of their making. Static pods do not wait for the API server; nothing is ended for not
/// being desired before it has answered.
public final class PodWorkers extends Service implements NodePods {
    private static final Log LOG = Log.of(PodWorkers.class);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration RETRY_MAX = Duration.ofSeconds(10);
    /// How often a critical pod looks whether those that make room for it have ended.
    private static final Duration PREEMPTION_LOOK = Duration.ofMillis(100);

    private final Environment environment;
    private final PodRooms rooms;
    private final Informer<Pod> informer;
    private final PodAdmissions admissions;
    private final Leftovers leftovers;
    private final PodSteps steps;
    private final Controller<String> loop;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, PodWork> works = new HashMap<>();
    private final Map<String, Thread> running = new HashMap<>();
    private final Set<String> cutShort = new HashSet<>();
    private final Map<String, Ending> endings = new HashMap<>();
    private @Nullable Timer housekeeping;
    private @Nullable Thread starter;
    private volatile boolean stopping;
    private volatile boolean open;

    /// @param informer of this node's pods; started by the caller
    /// @param node this node's object; null while it is not known
    /// @param newestNode asks the API server for it; blocks, null when it does not answer
    /// @param podsMax how many pods the node takes
    /// @param syncFrequency how often a pod is looked at when nothing happened
    public PodWorkers(
            Environment environment,
            MetricRegistry metrics,
            PodRooms rooms,
            Informer<Pod> informer,
            Supplier<@Nullable Node> node,
            Supplier<@Nullable Node> newestNode,
            int podsMax,
            Duration syncFrequency) {
        super("pod-workers");
        this.environment = environment;
        this.rooms = rooms;
        this.informer = informer;
        this.leftovers = new Leftovers(rooms);
        var podMetrics = new PodMetrics(metrics);
        this.admissions = new PodAdmissions(node, newestNode, rooms.pressures(), podMetrics);
        this.steps = new PodSteps(environment, rooms, syncFrequency, podMetrics);
        // A worker may be busy for as long as its pod takes to end: there are enough for pods that come and that go.
        this.loop = new Controller<>(
                ControllerOptions.<String>of("pod-workers", 2 * podsMax + 10).withBackoff(FIRST_RETRY, RETRY_MAX),
                environment,
                metrics,
                this::work);
        informer.addHandler(new Changes());
    }

    /// Something about this pod has changed: its containers, a probe, an object that it names.
    public void changed(String uid) {
        lock.lock();
        try {
            var work = works.get(uid);
            var thread = running.get(uid);
            if (work != null
                    && thread != null
                    && work.isSupersededBy(rooms.desired().desired(uid))) {
                cutShort.add(uid);
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
        loop.add(uid);
    }

    /// Whether nobody knows a pod any more and nothing is left to be done for it, so that what the
    /// runtime keeps of it can go. False while the pods are not all known.
    public boolean isGone(String uid) {
        lock.lock();
        try {
            return open && !works.containsKey(uid) && rooms.desired().desired(uid) == null;
        } finally {
            lock.unlock();
        }
    }

    /// Takes over the static pods that there are now.
    public void setStatic(List<Pod> pods) {
        var changed = rooms.desired().setStatic(pods);
        for (Pod pod : pods) {
            if (changed.contains(pod.metadata().uid())) {
                consider(pod);
            }
        }
        changed.forEach(this::changed);
    }

    @Override
    protected void onStart() throws Exception {
        rooms.lifecycle().listen(this::changed);
        loop.start();
        starter = environment.threads().start(name(), this::begin);
        housekeeping = environment.timers().every(HOUSEKEEPING, this::sweep);
    }

    @Override
    protected void onStop() throws InterruptedException {
        stopping = true;
        if (housekeeping != null) {
            housekeeping.cancel();
        }
        if (starter != null) {
            starter.interrupt();
            starter.join();
        }
        loop.stop();
    }

    /// Takes the pods that are there already, the oldest first, and then opens for all.
    private void begin() {
        try {
            informer.awaitSynced();
            for (Pod pod : rooms.desired().all()) {
                consider(pod);
            }
            open = true;
            for (Pod pod : rooms.desired().all()) {
                loop.add(pod.metadata().uid());
            }
            sweep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Changes implements Handler<Pod> {
        @Override
        public void added(Pod pod, boolean initial) {
            if (open) {
                consider(pod);
            }
            var uid = rooms.desired().uidOf(pod);
            rooms.statuses().changed(uid);
            changed(uid);
        }

        @Override
        public void updated(Pod before, Pod after) {
            var uid = rooms.desired().uidOf(after);
            rooms.statuses().changed(uid);
            if (PodChange.matters(before, after)) {
                changed(uid);
            }
        }

        @Override
        public void deleted(Pod last) {
            changed(rooms.desired().uidOf(last));
        }
    }

    /// Decides whether a new pod is taken.
    private void consider(Pod pod) {
        if (rooms.desired().desired(pod.metadata().uid()) == null || PodWork.endsBy(pod)) {
            return;
        }
        for (Pod victim : admissions.consider(pod, active())) {
            var ending = Ending.preempted();
            rooms.events().warning(victim, ending.reason(), ending.message());
            end(victim.metadata().uid(), ending);
        }
    }

    @Override
    public void end(String uid, Ending ending) {
        lock.lock();
        try {
            endings.putIfAbsent(uid, ending);
            var work = works.get(uid);
            var thread = running.get(uid);
            if (work != null && thread != null && work.isSupersededBy(ending)) {
                cutShort.add(uid);
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
        loop.add(uid);
    }

    @Override
    public List<Pod> active() {
        List<Pod> active = new ArrayList<>(rooms.desired().pods());
        active.removeIf(pod ->
                PodPhase.isTerminal(pod.status().phase()) || isAt(pod.metadata().uid(), Stage.TERMINATED));
        return active;
    }

    @Override
    public boolean hasEnded(String uid) {
        return isAt(uid, Stage.TERMINATED);
    }

    @Override
    public boolean isCleanedUp(String uid) {
        return isAt(uid, Stage.DONE);
    }

    private boolean isAt(String uid, Stage stage) {
        lock.lock();
        try {
            var work = works.get(uid);
            return work == null
                    ? rooms.desired().desired(uid) == null
                    : work.stage().compareTo(stage) >= 0;
        } finally {
            lock.unlock();
        }
    }

    private void sweep() {
        if (!open || stopping) {
            return;
        }
        try {
            leftovers.sweep(this::worked, loop::add);
        } catch (RpcException | PreparationException | ApiException e) {
            LOG.warning("Housekeeping failed, will retry", MESSAGE.is(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The pods that are worked on.
    private Set<String> worked() {
        lock.lock();
        try {
            return Set.copyOf(works.keySet());
        } finally {
            lock.unlock();
        }
    }

    private Next work(String uid) throws InterruptedException {
        var desired = rooms.desired().desired(uid);
        boolean isStatic = desired != null && StatusPlan.isStatic(desired);
        if (stopping || (!open && !isStatic)) {
            return Next.onChange();
        }
        if (admissions.waits(uid, this::hasEnded) && !PodWork.endsBy(desired)) {
            return Next.after(PREEMPTION_LOOK);
        }
        var work = take(uid, desired);
        if (work == null) {
            return desired == null ? orphan(uid) : Next.onChange();
        }
        try {
            var again = steps.run(work);
            if (work.stage() == Stage.DONE) {
                return done(work, desired);
            }
            return again == null ? Next.onChange() : Next.after(again);
        } catch (InterruptedException e) {
            if (wasCutShort(uid)) {
                return Next.after(Duration.ZERO);
            }
            throw e;
        } finally {
            release(uid);
        }
    }

    private @Nullable PodWork take(String uid, @Nullable Pod desired) {
        lock.lock();
        try {
            var work = works.get(uid);
            if (work == null && desired == null) {
                return null;
            }
            if (work == null) {
                work = new PodWork(uid, desired);
                works.put(uid, work);
                var rejection = admissions.rejection(uid);
                if (rejection != null && desired != null) {
                    steps.reject(work, desired, rejection);
                }
            }
            work.update(desired);
            var ending = endings.remove(uid);
            if (ending != null) {
                work.end(ending);
            }
            running.put(uid, Thread.currentThread());
            return work;
        } finally {
            lock.unlock();
        }
    }

    /// A pod that only the runtime knows: it is ended if anything of it runs.
    private Next orphan(String uid) throws InterruptedException {
        try {
            if (rooms.lifecycle().status(uid).isRunning()) {
                lock.lock();
                try {
                    works.computeIfAbsent(uid, key -> new PodWork(key, null));
                } finally {
                    lock.unlock();
                }
                return Next.after(Duration.ZERO);
            }
            return Next.onChange();
        } catch (RpcException e) {
            return Next.retry(String.valueOf(e.getMessage()));
        }
    }

    private Next done(PodWork work, @Nullable Pod desired) throws InterruptedException {
        admissions.ended(work.uid());
        if (desired != null && !work.isGone()) {
            return Next.onChange();
        }
        steps.forget(work);
        lock.lock();
        try {
            works.remove(work.uid());
            endings.remove(work.uid());
        } finally {
            lock.unlock();
        }
        admissions.forget(work.uid());
        if (desired != null) {
            consider(desired);
            return Next.after(Duration.ZERO);
        }
        return Next.onChange();
    }

    private boolean wasCutShort(String uid) {
        lock.lock();
        try {
            return cutShort.contains(uid);
        } finally {
            lock.unlock();
        }
    }

    private void release(String uid) {
        lock.lock();
        try {
            running.remove(uid);
            // From here on nobody interrupts this thread for this pod; what came late is not for the next one.
            if (cutShort.remove(uid) && Thread.interrupted() && stopping) {
                Thread.currentThread().interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
