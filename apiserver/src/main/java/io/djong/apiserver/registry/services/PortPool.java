package io.djong.apiserver.registry.services;

import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// The node ports that are taken. The lower part of the range is left to services that name their
/// port, as long as the upper has room (KEP 3668).
final class PortPool {
    private static final int STATIC_MIN = 16;
    private static final int STATIC_MAX = 128;

    private final ReentrantLock lock = new ReentrantLock();
    private final RandomGenerator random;
    private final int first;
    private final int size;
    private final int staticSize;
    private final BitSet taken = new BitSet();

    /// @param first port of the range
    /// @param last port of the range
    PortPool(int first, int last, RandomGenerator random) {
        this.first = first;
        this.size = last - first + 1;
        this.random = random;
        this.staticSize = size <= STATIC_MIN ? 0 : Math.min(Math.max(STATIC_MIN, size / 32), STATIC_MAX);
    }

    /// `30000-32767`.
    String range() {
        return first + "-" + (first + size - 1);
    }

    boolean contains(int port) {
        return port >= first && port < first + size;
    }

    /// Whether this port is of the range and taken.
    boolean holds(int port) {
        lock.lock();
        try {
            return contains(port) && taken.get(port - first);
        } finally {
            lock.unlock();
        }
    }

    /// Takes a port.
    ///
    /// @return false when it is taken already
    boolean take(int port) {
        lock.lock();
        try {
            if (taken.get(port - first)) {
                return false;
            }
            taken.set(port - first);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Takes any free port; 0 when there is none.
    int takeAny() {
        lock.lock();
        try {
            var offset = free(staticSize, size);
            if (offset < 0) {
                offset = free(0, staticSize);
            }
            if (offset < 0) {
                return 0;
            }
            taken.set(offset);
            return first + offset;
        } finally {
            lock.unlock();
        }
    }

    /// Gives a port back.
    void release(int port) {
        lock.lock();
        try {
            if (contains(port)) {
                taken.clear(port - first);
            }
        } finally {
            lock.unlock();
        }
    }

    private int free(int from, int to) {
        if (to <= from) {
            return -1;
        }
        var start = from + random.nextInt(to - from);
        var offset = taken.nextClearBit(start);
        if (offset < to) {
            return offset;
        }
        offset = taken.nextClearBit(from);
        return offset < start ? offset : -1;
    }
}
