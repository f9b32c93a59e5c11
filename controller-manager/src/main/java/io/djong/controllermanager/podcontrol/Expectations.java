package io.djong.controllermanager.podcontrol;

import io.djong.api.meta.ObjectKey;
import io.djong.base.time.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// What a controller has done for one owner and not yet seen in its informers: creations by number, deletions by
/// pod.
///
/// While anything is outstanding the controller neither creates nor deletes for that owner, so a view that lags
/// behind never leads to a second creation. Outstanding for five minutes means lost: then the view is trusted
/// again. Safe for any number of threads.
///
/// Source: upstream `UIDTrackingControllerExpectations`.
public final class Expectations {
    private static final long EXPIRE_NANOS = Duration.ofMinutes(5).toNanos();

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ObjectKey, Outstanding> byOwner = new HashMap<>();

    private static final class Outstanding {
        final long sinceNanos;
        int creations;
        final Set<String> deletions = new HashSet<>();

        Outstanding(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }

    /// Nothing outstanding.
    public Expectations(Ticker ticker) {
        this.ticker = ticker;
    }

    /// This many creations are about to be asked for. Replaces what was outstanding.
    public void expectCreations(ObjectKey owner, int count) {
        var outstanding = new Outstanding(ticker.nanos());
        outstanding.creations = count;
        put(owner, outstanding);
    }

    /// The deletion of these pods (uids) is about to be asked for. Replaces what was outstanding.
    public void expectDeletions(ObjectKey owner, Collection<String> podUids) {
        var outstanding = new Outstanding(ticker.nanos());
        outstanding.deletions.addAll(podUids);
        put(owner, outstanding);
    }

    private void put(ObjectKey owner, Outstanding outstanding) {
        lock.lock();
        try {
            byOwner.put(owner, outstanding);
        } finally {
            lock.unlock();
        }
    }

    /// A created pod was seen, or its creation failed.
    public void creationObserved(ObjectKey owner) {
        lock.lock();
        try {
            Outstanding outstanding = byOwner.get(owner);
            if (outstanding != null && outstanding.creations > 0) outstanding.creations--;
        } finally {
            lock.unlock();
        }
    }

    /// The pod was seen to be deleted or marked for it, or its deletion failed.
    public void deletionObserved(ObjectKey owner, String podUid) {
        lock.lock();
        try {
            Outstanding outstanding = byOwner.get(owner);
            if (outstanding != null) outstanding.deletions.remove(podUid);
        } finally {
            lock.unlock();
        }
    }

    /// Whether nothing is outstanding any more, or it is too old to be believed in.
    public boolean satisfied(ObjectKey owner) {
        lock.lock();
        try {
            Outstanding outstanding = byOwner.get(owner);
            if (outstanding == null) return true;
            boolean fulfilled = outstanding.creations <= 0 && outstanding.deletions.isEmpty();
            return fulfilled || ticker.nanos() - outstanding.sinceNanos > EXPIRE_NANOS;
        } finally {
            lock.unlock();
        }
    }

    /// The owner is gone.
    public void forget(ObjectKey owner) {
        lock.lock();
        try {
            byOwner.remove(owner);
        } finally {
            lock.unlock();
        }
    }
}
