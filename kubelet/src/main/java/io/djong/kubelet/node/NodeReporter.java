package io.djong.kubelet.node;

import static io.djong.base.log.LogKey.MESSAGE;
import static io.djong.base.log.LogKey.NODE;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WriteOptions;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.status.StatusPatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Registers the node, and keeps its status true: computed each `statusUpdate`, written when
/// something changed or when `statusReport` has passed. Until the node is ready for the first time,
/// it looks ten times a second.
public final class NodeReporter extends Service {
    private static final Log LOG = Log.of(NodeReporter.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration RETRY_MAX = Duration.ofSeconds(7);
    private static final Duration FAST = Duration.ofMillis(100);
    private static final Duration FAST_MAX = Duration.ofMinutes(2);

    private final Environment environment;
    private final ResourceClient<Node> nodes;
    private final NodeConfig config;
    private final Supplier<Machine> machine;
    private final NodeRuntime runtime;
    private final Supplier<List<String>> pressures;
    private final EventRecorder events;
    private final ReentrantLock turn = new ReentrantLock();
    private final List<Timer> timers = new ArrayList<>();
    private @Nullable Thread starter;
    private @Nullable Timer fast;
    private volatile @Nullable Node last;
    private long reportedNanos;
    private boolean reported;
    private long startedNanos;
    private volatile boolean registered;
    private boolean unschedulable;
    private boolean toldOfReboot;

    /// @param client as the node
    /// @param machine reads what the machine is like now
    /// @param pressures the conditions of pressure that hold: `MemoryPressure` and the like
    public NodeReporter(
            Environment environment,
            KubeClient client,
            NodeConfig config,
            Supplier<Machine> machine,
            NodeRuntime runtime,
            Supplier<List<String>> pressures,
            EventRecorder events) {
        super("node-status");
        this.environment = environment;
        this.nodes = client.of(CoreV1.NODES);
        this.config = config;
        this.machine = machine;
        this.runtime = runtime;
        this.pressures = pressures;
        this.events = events;
    }

    /// The node as it was written last; null before it is registered.
    public @Nullable Node node() {
        return last;
    }

    /// What events about a node point to: upstream's kubelet gives the name for the uid.
    public static ObjectReference reference(String node) {
        return ObjectReference.EMPTY.withKind("Node").withName(node).withUid(node);
    }

    private void tell(NodeEvents.Told told) {
        events.record(reference(config.name()), told.type(), told.reason(), told.message());
    }

    @Override
    protected void onStart() {
        tell(new NodeEvents.Told("Normal", "Starting", "Starting kubelet."));
        startedNanos = environment.ticker().nanos();
        starter = environment.threads().start(name(), this::begin);
        timers.add(environment.timers().every(config.statusUpdate(), this::report));
        fast = environment.timers().every(FAST, this::reportUntilReady);
        timers.add(fast);
    }

    @Override
    protected void onStop() throws InterruptedException {
        timers.forEach(Timer::cancel);
        if (starter != null) {
            starter.interrupt();
            starter.join();
        }
    }

    private void begin() {
        try {
            if (config.register()) {
                var wait = FIRST_RETRY;
                while (!register()) {
                    environment.timers().sleep(wait);
                    wait = wait.multipliedBy(2).compareTo(RETRY_MAX) > 0 ? RETRY_MAX : wait.multipliedBy(2);
                }
            }
            registered = true;
            report();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean register() throws InterruptedException {
        var initial = NodeStatusPlan.initial(
                config,
                machine.get(),
                runtime.report(),
                pressures.get(),
                environment.clock().instant());
        NodeEvents.between(Node.EMPTY, initial).forEach(this::tell);
        try {
            last = create(initial);
            LOG.info("Successfully registered node", NODE.is(config.name()));
            return true;
        } catch (ApiException e) {
            LOG.warning(
                    "Unable to register node with API server",
                    NODE.is(config.name()),
                    MESSAGE.is(String.valueOf(e.getMessage())));
            return false;
        }
    }

    private Node create(Node initial) throws ApiException, InterruptedException {
        try {
            var created = nodes.create(initial);
            reported();
            return created;
        } catch (ApiException e) {
            if (!e.isAlreadyExists()) {
                throw e;
            }
        }
        var existing = nodes.get("", config.name());
        var reconciled = NodeStatusPlan.reconciled(existing, initial);
        return reconciled.equals(existing) ? existing : nodes.update(reconciled);
    }

    private void reportUntilReady() {
        var node = last;
        var slow = environment.ticker().nanos() - startedNanos > FAST_MAX.toNanos();
        if (fast != null && (slow || (node != null && ready(node)))) {
            fast.cancel();
        } else {
            report();
        }
    }

    private static boolean ready(Node node) {
        return node.status().conditions().stream()
                .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
    }

    /// Computes the status and writes it if there is something to say.
    public void report() {
        if (!registered) {
            return;
        }
        turn.lock();
        try {
            write();
        } catch (ApiException e) {
            LOG.warning("Error updating node status, will retry", MESSAGE.is(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turn.unlock();
        }
    }

    private void write() throws ApiException, InterruptedException {
        var known = nodes.get("", config.name());
        var status = NodeStatusPlan.status(
                config,
                machine.get(),
                runtime.report(),
                runtime.images(),
                pressures.get(),
                known,
                environment.clock().instant());
        last = known;
        tell(known, known.withStatus(status));
        long silentNanos = environment.ticker().nanos() - reportedNanos;
        if (reported
                && !NodeStatusPlan.differ(known.status(), status)
                && silentNanos < config.statusReport().toNanos()) {
            return;
        }
        var patch = StatusPatch.between(known, known.withStatus(status));
        if (patch != null) {
            last = nodes.patch(
                    new ObjectKey("", config.name()), "status", PatchType.STRATEGIC, patch, WriteOptions.NONE);
        }
        reported();
    }

    private void reported() {
        reported = true;
        reportedNanos = environment.ticker().nanos();
    }

    private void tell(Node before, Node after) {
        for (var told : NodeEvents.between(before, after)) {
            if (!told.reason().equals("Rebooted") || !toldOfReboot) {
                tell(told);
            }
            toldOfReboot |= told.reason().equals("Rebooted");
        }
        if (unschedulable != after.spec().unschedulable()) {
            unschedulable = after.spec().unschedulable();
            tell(NodeEvents.schedulable(config.name(), !unschedulable));
        }
    }
}
