package io.djong.kubelet.eviction;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.admission.PodRank;
import io.djong.kubelet.pods.Ending;
import io.djong.kubelet.pods.NodePods;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks every ten seconds whether the node runs out of something, and evicts pods until it does not: one at a time,
/// after everything was tried that harms nobody. Pods over a limit of their own go all at once.
public final class Eviction extends Service {
    private static final Log LOG = Log.of(Eviction.class);
    private static final String REASON = "Evicted";
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration CLEANUP_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLEANUP_LOOK = Duration.ofSeconds(1);
    private static final Duration END_LOOK = Duration.ofMillis(100);
    private static final Duration END_LIMIT_MIN = Duration.ofSeconds(10);
    /// What a pod gets that has to go at once.
    private static final long AT_ONCE_SECONDS = 1;

    private final Environment environment;
    private final EvictionSettings settings;
    private final NodeResources resources;
    private final NodePods pods;
    private final EventRecorder events;
    private final ObjectReference node;
    private final EvictionMetrics metrics;
    private volatile EvictionPlan.State state = EvictionPlan.State.NONE;
    private @Nullable Thread thread;
    private @Nullable Boolean dedicatedImages;

    /// @param node what events about the node point to
    public Eviction(
            Environment environment,
            EvictionSettings settings,
            NodeResources resources,
            NodePods pods,
            EventRecorder events,
            ObjectReference node,
            EvictionMetrics metrics) {
        super("eviction");
        this.environment = environment;
        this.settings = settings;
        this.resources = resources;
        this.pods = pods;
        this.events = events;
        this.node = node;
        this.metrics = metrics;
    }

    /// The node's conditions of pressure that hold now, in order: `DiskPressure`, `MemoryPressure`, `PIDPressure`.
    public List<String> pressures() {
        return state.pressures();
    }

    @Override
    protected void onStart() {
        thread = environment.threads().start(name(), this::run);
    }

    @Override
    protected void onStop() throws InterruptedException {
        var running = thread;
        if (running != null) {
            running.interrupt();
            running.join();
        }
    }

    private void run() {
        try {
            while (true) {
                var evicted = look();
                if (evicted.isEmpty()) {
                    environment.timers().sleep(PERIOD);
                } else {
                    awaitCleanup(evicted);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitCleanup(List<Pod> evicted) throws InterruptedException {
        var limit = Deadline.after(environment.ticker(), CLEANUP_LIMIT);
        do {
            environment.timers().sleep(CLEANUP_LOOK);
        } while (!limit.isPast()
                && !evicted.stream()
                        .allMatch(pod -> pods.isCleanedUp(pod.metadata().uid())));
    }

    /// Looks once.
    ///
    /// @return the pods that were evicted
    private List<Pod> look() throws InterruptedException {
        boolean dedicated = hasDedicatedImages();
        var thresholds = settings.thresholds(dedicated);
        var seen = resources.observe();
        var now = environment.clock().instant();
        var plan = EvictionPlan.plan(state, thresholds, seen, settings.transition(), now);
        state = plan.state();
        var active = pods.active();
        var over = overTheirLimits(active, dedicated);
        if (!over.isEmpty()) {
            return over;
        }
        if (plan.due().isEmpty()) {
            return List.of();
        }
        var first = plan.due().getFirst();
        var resource = first.signal().resource();
        LOG.info("Eviction manager: attempting to reclaim", LogKey.RESOURCE.is(resource));
        events.record(node, "Warning", "EvictionThresholdMet", "Attempting to reclaim " + resource);
        if (reclaimed(first, thresholds)) {
            LOG.info(
                    "Eviction manager: able to reduce resource pressure without evicting pods.",
                    LogKey.RESOURCE.is(resource));
            return List.of();
        }
        return evictOne(first, plan, seen, active, dedicated);
    }

    private boolean hasDedicatedImages() throws InterruptedException {
        var known = dedicatedImages;
        if (known == null) {
            known = resources.hasDedicatedImages();
            dedicatedImages = known;
        }
        return known;
    }

    private List<Pod> overTheirLimits(List<Pod> active, boolean dedicated) throws InterruptedException {
        var concerned = active.stream().filter(LocalStoragePlan::concerns).toList();
        if (concerned.isEmpty()) {
            return List.of();
        }
        var evicted = new java.util.ArrayList<Pod>();
        for (var violation : LocalStoragePlan.plan(concerned, resources.uses(concerned), dedicated)) {
            if (evict(violation.pod(), violation.message(), new TreeMap<>(), null, AT_ONCE_SECONDS)) {
                metrics.evicted(violation.limit());
                evicted.add(violation.pod());
            }
        }
        return evicted;
    }

    private boolean reclaimed(Threshold threshold, List<Threshold> thresholds) throws InterruptedException {
        boolean ofDisk = threshold.signal().condition().equals("DiskPressure");
        boolean ofNode = threshold.signal() == Signal.NODE_DISK || threshold.signal() == Signal.NODE_INODES;
        if (!ofDisk || (ofNode && hasDedicatedImages())) {
            return false;
        }
        resources.reclaimDisk();
        return EvictionPlan.met(thresholds, resources.observe(), true).isEmpty();
    }

    private List<Pod> evictOne(
            Threshold threshold, EvictionPlan plan, Map<Signal, Observation> seen, List<Pod> active, boolean dedicated)
            throws InterruptedException {
        var uses = resources.uses(active);
        var resource = threshold.signal().resource();
        var shortage = EvictionPlan.shortage(resource, plan.due(), seen);
        var now = environment.clock().instant();
        plan.due().forEach(each -> {
            var observation = seen.get(each.signal());
            if (observation != null) {
                metrics.acted(each.signal(), Duration.between(observation.time(), now));
            }
        });
        for (var pod : RankingPlan.rank(active, uses, threshold.signal(), dedicated)) {
            var message =
                    EvictionMessage.of(resource, pod, uses.get(pod.metadata().uid()), shortage);
            var condition = Ending.disruption(message.text());
            if (evict(pod, message.text(), message.annotations(), condition, grace(threshold, pod))) {
                metrics.evicted(threshold.signal().text());
                return List.of(pod);
            }
        }
        LOG.info("Eviction manager: unable to evict any pods from the node");
        return List.of();
    }

    private long grace(Threshold threshold, Pod pod) {
        if (threshold.isHard()) {
            return AT_ONCE_SECONDS;
        }
        var own = pod.spec().terminationGracePeriodSeconds();
        return own == null ? settings.podGraceSecondsMax() : Math.min(own, settings.podGraceSecondsMax());
    }

    /// Ends a pod and waits for it.
    ///
    /// @return false when the pod must not be evicted
    private boolean evict(
            Pod pod,
            String message,
            Map<String, String> annotations,
            @Nullable PodCondition condition,
            long graceSeconds)
            throws InterruptedException {
        var key = ObjectKey.of(pod);
        if (PodRank.isCritical(pod)) {
            LOG.error("Eviction manager: cannot evict a critical pod", LogKey.POD.is(key));
            return false;
        }
        events.annotated(EventRecorder.referenceTo(pod), annotations, "Warning", REASON, message);
        var uid = pod.metadata().uid();
        pods.end(uid, new Ending(REASON, message, condition, graceSeconds));
        var ownLimit = Duration.ofSeconds(graceSeconds).multipliedBy(3).dividedBy(2);
        var limit =
                Deadline.after(environment.ticker(), ownLimit.compareTo(END_LIMIT_MIN) > 0 ? ownLimit : END_LIMIT_MIN);
        while (!pods.hasEnded(uid)) {
            if (limit.isPast()) {
                events.warning(
                        pod,
                        "ExceededGracePeriod",
                        "Container runtime did not kill the pod within specified grace period.");
                LOG.error("Eviction manager: pod failed to evict", LogKey.POD.is(key));
                return true;
            }
            environment.timers().sleep(END_LOOK);
        }
        LOG.info("Eviction manager: pod is evicted successfully", LogKey.POD.is(key));
        return true;
    }
}
