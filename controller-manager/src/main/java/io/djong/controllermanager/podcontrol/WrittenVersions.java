package io.djong.controllermanager.podcontrol;

import io.djong.api.meta.ObjectKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The resource versions of a controller's last writes for each owner: a run on a view that is older than them
/// would decide on what the controller itself has changed since. Safe for any number of threads.
///
/// Source: KEP-5647, feature gates `StaleControllerConsistency…`.
public final class WrittenVersions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ObjectKey, Long> byOwner = new HashMap<>();

    /// The controller wrote something for the owner, and got this version.
    public void wrote(ObjectKey owner, String resourceVersion) {
        long version = number(resourceVersion);
        if (version < 0) return;
        lock.lock();
        try {
            byOwner.merge(owner, version, Math::max);
        } finally {
            lock.unlock();
        }
    }

    /// Whether a view at this version has everything that was written for the owner.
    public boolean seenBy(ObjectKey owner, String viewVersion) {
        long view = number(viewVersion);
        lock.lock();
        try {
            Long written = byOwner.get(owner);
            return written == null || view < 0 || written <= view;
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

    /// -1 for what is not a number: a server may use versions that cannot be compared.
    private static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
