package io.djong.client.events;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Event;
import io.djong.api.types.core.v1.EventSource;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.lifecycle.Service;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes the events of one component, one after the other, on a thread of its own.
///
/// At most 1000 wait; further ones are dropped. One that cannot be delivered is tried twelve times, each ten
/// seconds; one that the server refuses is dropped.
///
/// Source: client-go `tools/record/event.go`.
public final class EventSink extends Service {
    private static final System.Logger LOG = System.getLogger(EventSink.class.getName());
    private static final int WAITING_MAX = 1000;
    private static final int TRIES_MAX = 12;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    private final Environment environment;
    private final ResourceClient<Event> client;
    private final EventCorrelator correlator;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition available = lock.newCondition();
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private long lastNameNanos;
    private @Nullable Thread writer;

    /// @param component names the sink in logs
    public EventSink(String component, Environment environment, ResourceClient<Event> client) {
        super(component + "-events");
        this.environment = environment;
        this.client = client;
        this.correlator = new EventCorrelator(environment);
    }

    /// A recorder whose events name this source.
    ///
    /// @param component `replicaset-controller`, `kubelet` …
    /// @param host the node's name for a node's components, else ""
    public EventRecorder recorder(String component, String host) {
        return new EventRecorder() {
            @Override
            public void record(ObjectReference about, String type, String reason, String message) {
                offer(make(component, host, about, type, reason, message));
            }

            @Override
            public void annotated(
                    ObjectReference about,
                    Map<String, String> annotations,
                    String type,
                    String reason,
                    String message) {
                var event = make(component, host, about, type, reason, message);
                offer(event.withMetadata(event.metadata().withAnnotations(annotations)));
            }
        };
    }

    private Event make(
            String component, String host, ObjectReference about, String type, String reason, String message) {
        Instant now = environment.clock().instant();
        String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
        return Event.EMPTY
                .withMetadata(ObjectMeta.EMPTY
                        .withName(about.name() + "." + Long.toHexString(nameNanos(now)))
                        .withNamespace(namespace))
                .withInvolvedObject(about)
                .withReason(reason)
                .withMessage(message)
                .withSource(new EventSource(component, host))
                .withFirstTimestamp(now.truncatedTo(ChronoUnit.SECONDS))
                .withLastTimestamp(now.truncatedTo(ChronoUnit.SECONDS))
                .withCount(1)
                .withType(type)
                .withReportingComponent(component)
                .withReportingInstance(host);
    }

    /// The time in an event's name: never the same twice, also where the clock stands still or is coarse.
    private long nameNanos(Instant now) {
        long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, now)
                + environment.random().nextInt(1000);
        lock.lock();
        try {
            lastNameNanos = Math.max(nanos, lastNameNanos + 1);
            return lastNameNanos;
        } finally {
            lock.unlock();
        }
    }

    private void offer(Event event) {
        lock.lock();
        try {
            if (waiting.size() >= WAITING_MAX) {
                LOG.log(System.Logger.Level.DEBUG, "{0}: too many events wait, one is dropped", name());
                return;
            }
            waiting.addLast(event);
            available.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void onStart() {
        writer = environment.threads().start(name(), this::writeAll);
    }

    @Override
    protected void onStop() throws InterruptedException {
        Thread thread = writer;
        if (thread == null) return;
        thread.interrupt();
        thread.join();
    }

    private void writeAll() {
        try {
            while (true) {
                var outcome = correlator.correlate(take());
                if (outcome.isPresent()) deliver(outcome.get());
            }
        } catch (InterruptedException e) {
            // Stopping: what waits is dropped.
        }
    }

    private Event take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) available.await();
            return waiting.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void deliver(EventCorrelator.Outcome outcome) throws InterruptedException {
        for (int tries = 1; !write(outcome); tries++) {
            if (tries >= TRIES_MAX) {
                LOG.log(System.Logger.Level.WARNING, "{0}: an event could not be delivered", name());
                return;
            }
            // The first wait is random, so that the components of a cluster do not come back together.
            long nanos = BETWEEN_TRIES.toNanos();
            environment
                    .timers()
                    .sleep(Duration.ofNanos(tries == 1 ? environment.random().nextLong(nanos) : nanos));
        }
    }

    /// @return whether this event is done with: stored, or refused
    private boolean write(EventCorrelator.Outcome outcome) throws InterruptedException {
        Event event = outcome.event();
        try {
            correlator.stored(outcome.key(), outcome.known() ? patchOrCreate(event) : client.create(event));
            return true;
        } catch (ApiException.Refused e) {
            boolean expected = e.isAlreadyExists() || e.hasCause("NamespaceTerminating");
            LOG.log(
                    expected ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "{0}: the server refused an event: {1}",
                    name(),
                    e.getMessage());
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    private Event patchOrCreate(Event event) throws ApiException, InterruptedException {
        try {
            return client.patch(ObjectKey.of(event), PatchType.STRATEGIC, EventPatch.of(event));
        } catch (ApiException e) {
            if (!e.isNotFound()) throw e;
            // It has expired in the meantime.
            return client.create(event.withMetadata(event.metadata().withResourceVersion("")));
        }
    }
}
