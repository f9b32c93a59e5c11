package io.djong.kubelet.runtime;

import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import io.djong.kubelet.cri.ContainerFilter;
import io.djong.kubelet.cri.PodSandboxFilter;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// [PodLifecycle]: lists the runtime's sandboxes and containers when an event says so, compares,
/// and reads the pods that changed and whose worker has not read them since.
///
/// Events come sooner than the lists that follow them; so the lists are read again, ever less often, until they
/// show what the event told of, for two seconds at most. Without events the lists are read each second, with them
/// each minute, in case one was lost.
public final class LifecycleEvents extends Service implements PodLifecycle {
    private static final Log LOG = Log.of(LifecycleEvents.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration SAFETY_PERIOD = Duration.ofMinutes(1);

    /// How long the lists are read again for an event that they do not show.
    private static final Duration ECHO_LIMIT = Duration.ofSeconds(2);

    /// How many pods are read at a time.
    private static final int READERS_MAX = 64;

    /// From an event to the looks after it, each counted from the one before.
    private static final List<Duration> ECHOES = Stream.of(10, 15, 25, 40, 60, 100, 150, 250, 400, 950)
            .map(Duration::ofMillis)
            .toList();

    private final Environment environment;
    private final RuntimeService runtime;
    private final StatusReader reader;
    private final RuntimeEvents events;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Entry> cache = new ConcurrentSkipListMap<>();

    /// What events have told of and the lists do not show yet, until when.
    private final Map<RuntimeEvent, Deadline> awaited = new ConcurrentHashMap<>();

    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition wake = waiting.newCondition();
    private int echo = ECHOES.size();
    private boolean fresh;

    /// Held while lists are read and compared.
    private final ReentrantLock listing = new ReentrantLock();

    /// Held while a pod is read: by the hash of its uid.
    private final List<ReentrantLock> reading =
            Stream.generate(ReentrantLock::new).limit(READERS_MAX).toList();

    private volatile RuntimeListing listed = RuntimeListing.EMPTY;
    private final SortedSet<String> unread = new ConcurrentSkipListSet<>();
    private volatile @Nullable Instant listedAt;

    private final RuntimeMetrics metrics;
    private @Nullable Long lastListNanos;

    private volatile @Nullable Thread listThread;
    private volatile @Nullable Thread eventThread;

    /// @param socket the runtime's, which stays open
    public LifecycleEvents(Environment environment, RpcSocket socket, MetricRegistry registry) {
        super("pod-lifecycle");
        this.environment = environment;
        this.runtime = new RuntimeService(socket);
        this.reader = new StatusReader(environment.clock(), runtime);
        this.events = new RuntimeEvents(environment, socket, this::look);
        this.metrics = new RuntimeMetrics(registry);
        RuntimeMetrics.show(registry, this::read);
    }

    private record Entry(
            @Nullable PodRuntimeStatus status, @Nullable RpcException failure) {}

    @Override
    public PodRuntimeStatus status(String uid) throws RpcException, InterruptedException {
        var at = listedAt;
        if (at == null) {
            return reader.read(uid);
        }
        var entry = cache.get(uid);
        if (entry == null) {
            return PodRuntimeStatus.none(uid, at);
        }
        return known(entry);
    }

    @Override
    public PodRuntimeStatus statusNewerThan(String uid, Instant time) throws RpcException, InterruptedException {
        var at = listedAt;
        if (cache.get(uid) == null && at != null && !at.isBefore(time)) {
            return PodRuntimeStatus.none(uid, at);
        }
        return readSince(uid, time);
    }

    @Override
    public List<PodRuntimeStatus> pods() throws RpcException, InterruptedException {
        if (listedAt == null) {
            list();
        }
        var pods = new ArrayList<PodRuntimeStatus>();
        for (Entry entry : cache.values()) {
            pods.add(known(entry));
        }
        return pods;
    }

    /// The pods as they were read last.
    private List<PodRuntimeStatus> read() {
        var pods = new ArrayList<PodRuntimeStatus>();
        for (Entry entry : cache.values()) {
            if (entry.status() != null) {
                pods.add(entry.status());
            }
        }
        return pods;
    }

    @Override
    public void listen(Consumer<String> changed) {
        listeners.add(changed);
    }

    /// Whether the runtime was asked successfully within this time: the health of the node depends on it.
    public boolean isHealthy(Duration within) {
        var at = listedAt;
        return at != null && Duration.between(at, environment.clock().instant()).compareTo(within) <= 0;
    }

    @Override
    protected void onStart() {
        listThread = environment.threads().start("pod-lifecycle", this::run);
        eventThread = environment.threads().start("runtime-events", events::listen);
    }

    @Override
    protected void onStop() throws InterruptedException {
        events.close();
        for (Thread thread : new @Nullable Thread[] {eventThread, listThread}) {
            if (thread != null) {
                thread.interrupt();
                thread.join();
            }
        }
    }

    private static PodRuntimeStatus known(Entry entry) throws RpcException {
        var failure = entry.failure();
        if (failure != null) {
            throw new RpcException(failure.code(), failure.description(), failure);
        }
        if (entry.status() == null) {
            throw new IllegalStateException("neither a status nor a failure");
        }
        return entry.status();
    }

    private void run() {
        try {
            boolean failing = false;
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    list();
                    if (failing) {
                        LOG.info("Runtime answers again");
                    }
                    failing = false;
                } catch (RpcException e) {
                    if (!failing) {
                        LOG.error("Runtime's pods could not be listed, will retry", e);
                    }
                    failing = true;
                    calm();
                }
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// An event came: look now, and more often until it shows.
    private void look(RuntimeEvent event) {
        if (isShown(event, listed)) {
            return;
        }
        awaited.put(event, Deadline.after(environment.ticker(), ECHO_LIMIT));
        waiting.lock();
        try {
            echo = 0;
            fresh = true;
            wake.signalAll();
        } finally {
            waiting.unlock();
        }
    }

    /// No further looks after the last event: the next one is due with the period.
    private void calm() {
        waiting.lock();
        try {
            echo = ECHOES.size();
            awaited.clear();
            fresh = false;
        } finally {
            waiting.unlock();
        }
    }

    private void pause() throws InterruptedException {
        waiting.lockInterruptibly();
        try {
            var period = !awaited.isEmpty() && echo < ECHOES.size()
                    ? ECHOES.get(echo++)
                    : events.isConnected() && unread.isEmpty() && listedAt != null ? SAFETY_PERIOD : PERIOD;
            var deadline = Deadline.after(environment.ticker(), period);
            while (!fresh && !deadline.isPast()) {
                environment.timers().await(waiting, wake, deadline.remaining());
            }
            fresh = false;
        } finally {
            waiting.unlock();
        }
    }

    /// Reads the lists, then every pod that differs, and tells of it.
    private void list() throws RpcException, InterruptedException {
        var changed = new TreeSet<String>();
        listing.lockInterruptibly();
        try {
            var at = environment.clock().instant();
            long begun = environment.ticker().nanos();
            var now = RuntimeListing.of(
                    runtime.sandboxes(PodSandboxFilter.EMPTY), runtime.containers(ContainerFilter.EMPTY));
            for (String uid : now.pods().keySet()) {
                if (unread.contains(uid) || !now.pod(uid).equals(listed.pod(uid))) {
                    changed.add(uid);
                }
            }
            for (String uid : listed.pods().keySet()) {
                if (now.pod(uid).isEmpty()) {
                    changed.add(uid);
                }
            }
            listed = now;
            awaited.entrySet().removeIf(event -> event.getValue().isPast() || isShown(event.getKey(), now));
            unread.clear();
            for (String uid : changed) {
                read(uid, now);
            }
            listedAt = at;
            metrics.listed(
                    environment.ticker().nanos() - begun, lastListNanos == null ? -1 : begun - lastListNanos, at);
            lastListNanos = begun;
        } finally {
            listing.unlock();
        }
        changed.forEach(uid -> listeners.forEach(listener -> listener.accept(uid)));
    }

    /// One cannot tell when the lists show an event of which nothing is known.
    private static boolean isShown(RuntimeEvent event, RuntimeListing now) {
        return event.kind() != RuntimeEvent.Kind.OTHER && now.shows(event);
    }

    /// Whether a worker has read the pod in the state that the lists show.
    private boolean isRead(String uid, RuntimeListing now) {
        var entry = cache.get(uid);
        var status = entry == null ? null : entry.status();
        return status != null && RuntimeListing.of(status).equals(now.pod(uid));
    }

    /// Reads a pod, unless its worker has read it meanwhile in the state that the lists show: one that has started a
    /// container, say, while its event came.
    private void read(String uid, RuntimeListing now) throws InterruptedException {
        var turn = turn(uid);
        turn.lockInterruptibly();
        try {
            if (!isRead(uid, now)) {
                store(uid, new Entry(reader.read(uid), null));
            }
        } catch (RpcException e) {
            LOG.error("Pod's status could not be read from the runtime", e, LogKey.POD_UID.is(uid));
            unread.add(uid);
            cache.put(uid, new Entry(null, e));
        } finally {
            turn.unlock();
        }
    }

    private PodRuntimeStatus readSince(String uid, Instant time) throws RpcException, InterruptedException {
        var turn = turn(uid);
        turn.lockInterruptibly();
        try {
            var entry = cache.get(uid);
            if (entry != null
                    && entry.status() != null
                    && !entry.status().readAt().isBefore(time)) {
                return entry.status();
            }
            var status = reader.read(uid);
            store(uid, new Entry(status, null));
            return status;
        } finally {
            turn.unlock();
        }
    }

    private ReentrantLock turn(String uid) {
        return reading.get(Math.floorMod(uid.hashCode(), reading.size()));
    }

    private void store(String uid, Entry entry) {
        var status = entry.status();
        if (status != null && status.isEmpty()) {
            cache.remove(uid);
            return;
        }
        cache.merge(uid, entry, (old, fresher) -> {
            var before = old.status();
            return status != null && before != null && before.readAt().isAfter(status.readAt()) ? old : fresher;
        });
    }
}
