package io.djong.kubelet.backoff;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// How long something that failed has to wait, by key: a first delay that doubles with each failure
/// up to a longest one. A key that was quiet for twice the longest delay begins anew. Safe for use
/// by several threads.
///
/// Times are wall time, since containers' ends are. Source: client-go `util/flowcontrol`, `Backoff`, without jitter.
public final class FailureBackoff {
    private final Duration first;
    private final Duration longest;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /// @param first after the first failure
    /// @param longest the most
    public FailureBackoff(Duration first, Duration longest) {
        if (first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("first delay " + first + ", longest " + longest);
        }
        this.first = first;
        this.longest = longest;
    }

    private record Entry(Duration delay, Instant updatedAt) {}

    /// The delay that holds for a key; zero when it has not failed.
    public Duration delay(String key) {
        var entry = entries.get(key);
        return entry == null ? Duration.ZERO : entry.delay();
    }

    /// What is left to wait of the delay that began with an event, such as a container's end; zero when it is over.
    public Duration leftSince(String key, Instant event, Instant now) {
        var entry = entries.get(key);
        if (entry == null || hasExpired(entry, event)) {
            return Duration.ZERO;
        }
        return left(entry.delay(), event, now);
    }

    /// What is left to wait of the delay that began when the last failure was counted; zero when it is over.
    public Duration leftSinceFailure(String key, Instant now) {
        var entry = entries.get(key);
        if (entry == null || hasExpired(entry, now)) {
            return Duration.ZERO;
        }
        return left(entry.delay(), entry.updatedAt(), now);
    }

    /// Counts a failure.
    ///
    /// @param event when it happened
    public void failed(String key, Instant event, Instant now) {
        entries.compute(key, (k, entry) -> {
            if (entry == null || hasExpired(entry, event)) {
                return new Entry(first, now);
            }
            var doubled = entry.delay().multipliedBy(2);
            return new Entry(doubled.compareTo(longest) > 0 ? longest : doubled, now);
        });
    }

    /// Forgets the keys that are not needed any more.
    public void forget(Predicate<String> keys) {
        entries.keySet().removeIf(keys);
    }

    private boolean hasExpired(Entry entry, Instant event) {
        return Duration.between(entry.updatedAt(), event).compareTo(longest.multipliedBy(2)) > 0;
    }

    private static Duration left(Duration delay, Instant since, Instant now) {
        var left = delay.minus(Duration.between(since, now));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
