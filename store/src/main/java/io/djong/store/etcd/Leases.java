package io.djong.store.etcd;

import io.djong.base.time.Ticker;
import io.djong.store.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Leases for entries with a time to live. Entries that are put close together share one, as upstream's
/// API server does, so that a flood of events is not a flood of leases: an entry then lives longer than
/// asked, by at most a sixtieth of its life.
final class Leases {
    /// Entries on one lease; upstream's `--lease-max-object-count`.
    private static final int ENTRIES_MAX = 1000;

    private static final int REUSE_SHARE = 60;

    private final Client client;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Lease> current = new HashMap<>();

    Leases(Client client, Ticker ticker) {
        this.client = client;
        this.ticker = ticker;
    }

    /// @param grantedNanos when it was asked for, by the ticker
    private record Lease(long id, long grantedNanos, int entries) {}

    /// A lease that ends when this time has passed, or soon after.
    long take(Duration timeToLive) throws StoreException, CallFailure, InterruptedException {
        long seconds = timeToLive.toSeconds();
        long reuseSeconds = seconds / REUSE_SHARE;
        if (reuseSeconds == 0) {
            return grant(seconds);
        }
        Lease shared = share(seconds, reuseSeconds);
        if (shared != null) {
            return shared.id;
        }
        long began = ticker.nanos();
        long id = grant(seconds + reuseSeconds);
        lock.lock();
        try {
            current.put(seconds, new Lease(id, began, 1));
        } finally {
            lock.unlock();
        }
        return id;
    }

    /// A lease was lost: it must not be shared any more.
    void forget() {
        lock.lock();
        try {
            current.clear();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Lease share(long seconds, long reuseSeconds) {
        lock.lock();
        try {
            Lease found = current.get(seconds);
            if (found == null
                    || found.entries >= ENTRIES_MAX
                    || ticker.nanos() - found.grantedNanos
                            > Duration.ofSeconds(reuseSeconds).toNanos()) {
                return null;
            }
            current.put(seconds, new Lease(found.id, found.grantedNanos, found.entries + 1));
            return found;
        } finally {
            lock.unlock();
        }
    }

    /// A lease that nobody uses costs nothing but its place until it ends: granting is repeated like a
    /// read.
    private long grant(long seconds) throws StoreException, CallFailure, InterruptedException {
        return client.read(Method.LEASE_GRANT, Requests.leaseGrant(seconds), Responses::leaseGrant);
    }
}
