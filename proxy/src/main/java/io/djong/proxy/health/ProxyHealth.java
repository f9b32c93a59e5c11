package io.djong.proxy.health;

import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Whether the rules keep up: each family is well unless a change has waited for longer than the timeout. Safe for
/// use by several threads.
public final class ProxyHealth {
    private final InstantSource clock;
    private final Duration timeout;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instant> updated = new TreeMap<>();
    private final Map<String, Instant> oldestQueued = new TreeMap<>();

    /// @param timeout how long a change may wait
    public ProxyHealth(InstantSource clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
    }

    /// A change waits for this family (`IPv4`, `IPv6`).
    public void queued(String family) {
        lock.lock();
        try {
            oldestQueued.putIfAbsent(family, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /// The rules of this family are what they should be.
    public void updated(String family) {
        lock.lock();
        try {
            oldestQueued.remove(family);
            updated.put(family, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /// An answer over HTTP: a JSON document with upstream's members.
    public record Answer(int status, String json) {}

    /// Whether the proxy is well: for its own supervisor.
    public Answer live() {
        return answer(null);
    }

    /// Whether it is well and its node should get traffic: for load balancers.
    ///
    /// @param nodeEligible false for a node that is on its way out
    public Answer healthy(boolean nodeEligible) {
        return answer(nodeEligible);
    }

    private Answer answer(@Nullable Boolean nodeEligible) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Instant last = Instant.EPOCH;
            boolean well = true;
            Map<String, JsonValue> families = new TreeMap<>();
            for (var entry : updated.entrySet()) {
                Instant queued = oldestQueued.get(entry.getKey());
                boolean familyWell =
                        queued == null || Duration.between(queued, now).compareTo(timeout) < 0;
                well &= familyWell;
                last = entry.getValue().isAfter(last) ? entry.getValue() : last;
                families.put(
                        entry.getKey(),
                        new JsonObject(
                                Map.of("lastUpdated", time(entry.getValue()), "healthy", JsonBool.of(familyWell))));
            }
            boolean ok = well && !Boolean.FALSE.equals(nodeEligible);
            Map<String, JsonValue> members = new TreeMap<>();
            members.put("lastUpdated", time(ok ? now : last));
            members.put("currentTime", time(now));
            members.put("healthy", JsonBool.of(well));
            if (nodeEligible != null) {
                members.put("nodeEligible", JsonBool.of(nodeEligible));
            }
            if (!families.isEmpty()) {
                members.put("status", new JsonObject(families));
            }
            return new Answer(ok ? 200 : 503, new JsonObject(members).toJson());
        } finally {
            lock.unlock();
        }
    }

    private static JsonString time(Instant instant) {
        return new JsonString(DateTimeFormatter.ISO_INSTANT.format(instant.atOffset(ZoneOffset.UTC)));
    }
}
