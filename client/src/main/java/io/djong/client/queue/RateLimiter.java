package io.djong.client.queue;

import java.time.Duration;

/// Says how long a key that failed has to wait before it is tried again.
///
/// A limiter belongs to one [WorkQueue] and is called only under its lock: implementations need no lock and
/// must not block. Source: client-go `util/workqueue`, `TypedRateLimiter`.
public interface RateLimiter<K> {
    /// Counts one more failure of the key and answers the wait before the next attempt, never negative.
    Duration when(K key);

    /// Ends the counting for this key: it succeeded, or nobody tries it again.
    void forget(K key);

    /// Failures counted since the key was last forgotten.
    int requeues(K key);
}
