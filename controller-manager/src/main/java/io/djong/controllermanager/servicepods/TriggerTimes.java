package io.djong.controllermanager.servicepods;

import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.core.v1.Service;
import io.djong.controllermanager.podcontrol.PodStates;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// When the change happened that makes a Service's endpoints change: for the annotation by which the network's
/// programming latency is measured. The earliest of the pod readiness changes, and the Service's creation, since
/// the last run. Safe for any number of threads. Source: upstream `trigger_time_tracker.go`.
public final class TriggerTimes {
    /// The annotation on Endpoints and EndpointSlices that carries the time.
    public static final String ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ObjectKey, Seen> byService = new HashMap<>();

    private record Seen(Instant service, Map<String, Instant> pods) {}

    /// The time of the change, null when nothing relevant has changed since the last call.
    public @Nullable Instant changedAt(Service service, List<Pod> pods) {
        lock.lock();
        try {
            Seen before = byService.get(ObjectKey.of(service));
            Instant created = service.metadata().creationTimestamp();
            Map<String, Instant> times = new HashMap<>();
            Instant earliest = null;
            for (Pod pod : pods) {
                PodCondition ready = PodStates.condition(pod, "Ready");
                if (ready == null || Times.isZero(ready.lastTransitionTime())) continue;
                String name = pod.metadata().name();
                Instant time = ready.lastTransitionTime();
                times.put(name, time);
                Instant known = before == null ? null : before.pods.get(name);
                if (known == null || time.isAfter(known)) earliest = earlier(earliest, time);
            }
            if (before != null && created.isAfter(before.service)) earliest = earlier(earliest, created);
            byService.put(ObjectKey.of(service), new Seen(created, times));
            // A Service seen for the first time: its own creation is what happened.
            return before == null ? created : earliest;
        } finally {
            lock.unlock();
        }
    }

    private static Instant earlier(@Nullable Instant a, Instant b) {
        return a == null || b.isBefore(a) ? b : a;
    }

    /// The Service is gone.
    public void forget(ObjectKey service) {
        lock.lock();
        try {
            byService.remove(service);
        } finally {
            lock.unlock();
        }
    }
}
