package io.djong.simulation.fault;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.Status;
import io.djong.base.lifecycle.Service;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What lies between clients and the server on a bad day. Whether something goes wrong is drawn from the
/// environment's random: the same seed, the same faults. From its start until [#heal]; before and afterwards
/// everything arrives at once.
public final class FaultyNetwork extends Service {
    private static final Duration WATCH_LOOK = Duration.ofSeconds(1);

    private final Environment environment;
    private final FaultRates rates;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final Set<FaultyWatch<?>> watches = new LinkedHashSet<>();
    private volatile boolean isRough;
    private @Nullable Timer breaker;

    /// A network that is well until it is started.
    public FaultyNetwork(Environment environment, FaultRates rates) {
        super("faulty network");
        this.environment = environment;
        this.rates = rates;
    }

    /// A client whose requests go through this network.
    public KubeClient between(KubeClient client) {
        return new FaultyClient(client, this);
    }

    /// No more faults from now on. Watches that are open stay open.
    public void heal() {
        isRough = false;
    }

    /// How often each fault has happened.
    public Map<Fault, Integer> counts() {
        lock.lock();
        try {
            return Collections.unmodifiableMap(new EnumMap<>(counts));
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void onStart() {
        isRough = true;
        breaker = environment.timers().every(WATCH_LOOK, this::breakWatches);
    }

    @Override
    protected void onStop() {
        heal();
        if (breaker != null) {
            breaker.cancel();
        }
    }

    /// On the way to the server.
    void request(String what) throws ApiException, InterruptedException {
        delay();
        if (happens(Fault.LOST_REQUEST, rates.lostRequests())) {
            throw new ApiException.Unreachable(what + ": the request was lost", false, null);
        }
        if (happens(Fault.REFUSAL, rates.refusals())) {
            throw refusal(500, "InternalError", what + ": the server failed");
        }
    }

    /// On the way back.
    void answer(String what) throws ApiException, InterruptedException {
        delay();
        if (happens(Fault.LOST_ANSWER, rates.lostAnswers())) {
            throw new ApiException.Unreachable(what + ": the answer was lost", true, null);
        }
    }

    /// Before a write that may depend on the version that was read.
    void write(Resource<?> resource, KubeObject object) throws ApiException {
        if (object.metadata().resourceVersion().isEmpty()) {
            return;
        }
        if (happens(Fault.CONFLICT, rates.conflicts())) {
            throw refusal(
                    409,
                    "Conflict",
                    "Operation cannot be fulfilled on " + resource.groupResource() + " \""
                            + object.metadata().name()
                            + "\": the object has been modified; please apply your changes to the latest version and"
                            + " try again");
        }
    }

    void delay() throws InterruptedException {
        if (happens(Fault.DELAY, rates.delays())) {
            long nanos = environment.random().nextLong(rates.delayMax().toNanos() + 1);
            environment.timers().sleep(Duration.ofNanos(nanos));
        }
    }

    /// One of three ways in which a watch ends.
    FaultyWatch.End end() {
        var ends = FaultyWatch.End.values();
        return ends[environment.random().nextInt(ends.length)];
    }

    void opened(FaultyWatch<?> watch) {
        lock.lock();
        try {
            watches.add(watch);
        } finally {
            lock.unlock();
        }
    }

    void closed(FaultyWatch<?> watch) {
        lock.lock();
        try {
            watches.remove(watch);
        } finally {
            lock.unlock();
        }
    }

    static ApiException refusal(int code, String reason, String message) {
        return new ApiException.Refused(Status.EMPTY
                .withStatus("Failure")
                .withCode(code)
                .withReason(reason)
                .withMessage(message));
    }

    private void breakWatches() {
        List<FaultyWatch<?>> open;
        lock.lock();
        try {
            open = List.copyOf(watches);
        } finally {
            lock.unlock();
        }
        for (var watch : open) {
            if (happens(Fault.BROKEN_WATCH, rates.brokenWatches())) {
                watch.breakOff();
            }
        }
    }

    private boolean happens(Fault fault, double share) {
        if (!isRough || share == 0 || environment.random().nextDouble() >= share) {
            return false;
        }
        lock.lock();
        try {
            counts.merge(fault, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
        return true;
    }
}
