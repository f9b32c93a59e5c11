package io.djong.kubelet.runtime;

import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.base.wire.WireException;
import io.djong.kubelet.containerd.events.EventsMethods;
import io.djong.kubelet.containerd.events.SubscribeRequest;
import io.djong.kubelet.containerd.taskevents.ContainerDelete;
import io.djong.kubelet.containerd.taskevents.TaskDelete;
import io.djong.kubelet.containerd.taskevents.TaskExit;
import io.djong.kubelet.containerd.taskevents.TaskStart;
import io.djong.kubelet.containerd.types.Envelope;
import io.djong.kubelet.cri.ContainerEventResponse;
import io.djong.kubelet.runtime.RuntimeEvent.Kind;
import io.djong.kubelet.runtime.rpc.RpcCode;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import io.djong.kubelet.runtime.rpc.RpcStream;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hears from the runtime that something happened to containers: by CRI's own events, or, where the
/// runtime has none, by containerd's on the same socket.
///
/// An event says only that it is time to look; it may come before the runtime's lists show what happened.
final class RuntimeEvents {
    private static final Log LOG = Log.of(RuntimeEvents.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration RETRY_MAX = Duration.ofSeconds(32);
    private static final List<String> TOPICS =
            List.of("/tasks/start", "/tasks/exit", "/tasks/delete", "/tasks/oom", "/containers/delete");

    /// How long after an exit the lists show it at the latest, as a rule: containerd deletes the task first, and
    /// tells of that.
    private static final Duration EXIT_SHOWS = Duration.ofMillis(300);

    private final Environment environment;
    private final RpcSocket socket;
    private final RuntimeService runtime;
    private final Consumer<RuntimeEvent> happened;
    private volatile boolean connected;
    private volatile @Nullable RpcStream<?> stream;
    private volatile boolean closed;

    /// @param happened is told what is not known to show yet, and must be short
    RuntimeEvents(Environment environment, RpcSocket socket, Consumer<RuntimeEvent> happened) {
        this.environment = environment;
        this.socket = socket;
        this.runtime = new RuntimeService(socket);
        this.happened = happened;
    }

    /// Whether events would come now.
    boolean isConnected() {
        return connected;
    }

    /// Listens until it is closed or interrupted.
    void listen() {
        boolean ofContainerd = false;
        var retry = RETRY;
        try {
            while (!closed) {
                try {
                    if (ofContainerd) {
                        listenTo(subscribe(), this::meaning);
                    } else {
                        listenTo(runtime.events(), RuntimeEvents::meaning);
                    }
                } catch (RpcException e) {
                    if (e.code() == RpcCode.UNIMPLEMENTED && !ofContainerd) {
                        ofContainerd = true;
                        connected = false;
                        continue;
                    }
                    retry = refused(e, retry, ofContainerd ? "containerd" : "CRI");
                }
                if (connected) {
                    connected = false;
                    // What comes now is not told: from here on the lists are read more often.
                    happened.accept(RuntimeEvent.OTHER);
                }
                environment.timers().sleep(retry);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// When to ask again: soon while nobody answers, later each time that somebody refuses.
    private Duration refused(RpcException failure, Duration before, String source) {
        if (closed || failure.isUnavailable()) {
            LOG.debug("No events of the runtime", failure, LogKey.TYPE.is(source));
            return RETRY;
        }
        if (before.equals(RETRY)) {
            LOG.warning("No events of the runtime, its pods are listed each second", failure, LogKey.TYPE.is(source));
        }
        return before.compareTo(RETRY_MAX) < 0 ? before.multipliedBy(2) : RETRY_MAX;
    }

    /// Ends [#listen].
    void close() {
        closed = true;
        var open = stream;
        if (open != null) {
            open.close();
        }
    }

    @FunctionalInterface
    private interface Meaning<A> {
        /// Null for nothing.
        @Nullable
        RuntimeEvent of(A event);
    }

    private <A> void listenTo(RpcStream<A> opened, Meaning<A> meaning) throws RpcException, InterruptedException {
        try (opened) {
            stream = opened;
            if (closed) {
                return;
            }
            // What happened before this is found by looking once more.
            connected = true;
            happened.accept(RuntimeEvent.OTHER);
            for (var event = opened.next(); event.isPresent(); event = opened.next()) {
                var told = meaning.of(event.get());
                if (told != null) {
                    happened.accept(told);
                }
            }
        } finally {
            stream = null;
        }
    }

    /// In containerd's filters a slash begins a quoted value, so that values with slashes are quoted themselves.
    private RpcStream<Envelope> subscribe() {
        var filters = new ArrayList<String>();
        TOPICS.forEach(topic -> filters.add("namespace==k8s.io,topic==\"" + topic + "\""));
        return socket.subscribe(EventsMethods.SUBSCRIBE, new SubscribeRequest(filters).toBytes(), Envelope::parse);
    }

    private static @Nullable RuntimeEvent meaning(ContainerEventResponse event) {
        return switch (event.containerEventType()) {
            case CONTAINER_CREATED_EVENT -> null;
            case CONTAINER_STARTED_EVENT -> new RuntimeEvent(Kind.STARTED, event.containerId());
            case CONTAINER_STOPPED_EVENT -> new RuntimeEvent(Kind.ENDED, event.containerId());
            case CONTAINER_DELETED_EVENT -> new RuntimeEvent(Kind.REMOVED, event.containerId());
            case UNRECOGNIZED -> RuntimeEvent.OTHER;
        };
    }

    private @Nullable RuntimeEvent meaning(Envelope envelope) {
        var event = envelope.event();
        if (event == null) {
            return RuntimeEvent.OTHER;
        }
        try {
            return switch (envelope.topic()) {
                case "/tasks/start" ->
                    new RuntimeEvent(
                            Kind.STARTED, TaskStart.parse(event.value()).containerId());
                case "/tasks/exit" -> {
                    exited(TaskExit.parse(event.value()));
                    yield null;
                }
                case "/tasks/delete" ->
                    new RuntimeEvent(Kind.ENDED, TaskDelete.parse(event.value()).containerId());
                case "/containers/delete" ->
                    new RuntimeEvent(
                            Kind.REMOVED, ContainerDelete.parse(event.value()).id());
                default -> RuntimeEvent.OTHER;
            };
        } catch (WireException e) {
            return RuntimeEvent.OTHER;
        }
    }

    /// Commands run in containers (probes) end all the time and change nothing.
    private void exited(TaskExit exit) {
        if (exit.id().equals(exit.containerId())) {
            var ended = new RuntimeEvent(Kind.ENDED, exit.id());
            environment.timers().once(EXIT_SHOWS, () -> happened.accept(ended));
        }
    }
}
