package io.djong.kubelet.volumes;

import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.client.events.EventRecorder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells of volumes that cannot be set up: each time when the fault is another, and less and less often while it
/// stays the same (half a second, doubled up to two minutes, as upstream tries again).
final class MountFailures {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LAST = Duration.ofMinutes(2).plusSeconds(2);

    private final Environment environment;
    private final EventRecorder events;
    private final Map<Key, Told> told = new ConcurrentHashMap<>();

    private record Key(String podUid, String volume) {}

    private record Told(String message, long nextNanos, Duration delay) {}

    MountFailures(Environment environment, EventRecorder events) {
        this.environment = environment;
        this.events = events;
    }

    void tell(Pod pod, String volume, String message) {
        Key key = new Key(pod.metadata().uid(), volume);
        long now = environment.ticker().nanos();
        Told last = told.get(key);
        boolean same = last != null && last.message().equals(message);
        if (last != null && same && now - last.nextNanos() < 0) {
            return;
        }
        Duration delay = last != null && same ? last.delay().multipliedBy(2) : FIRST;
        Duration limited = delay.compareTo(LAST) > 0 ? LAST : delay;
        told.put(key, new Told(message, now + limited.toNanos(), limited));
        events.warning(pod, "FailedMount", message);
    }

    void clear(String podUid, String volume) {
        told.remove(new Key(podUid, volume));
    }

    void forget(String podUid) {
        told.keySet().removeIf(key -> key.podUid().equals(podUid));
    }
}
