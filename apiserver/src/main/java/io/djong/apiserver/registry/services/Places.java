package io.djong.apiserver.registry.services;

import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Which places of a range, counted from 0, are taken. The lower ones are left to those who name their place, as long
/// as there is room above. Safe for any number of threads.
final class Places {
    private final ReentrantLock lock = new ReentrantLock();
    private final RandomGenerator random;
    private final int size;
    private final int lower;
    private final BitSet taken = new BitSet();

    /// @param size how many there are
    /// @param lower how many of them are left to those who name theirs
    Places(int size, int lower, RandomGenerator random) {
        this.size = size;
        this.lower = lower;
        this.random = random;
    }

    int size() {
        return size;
    }

    boolean contains(long place) {
        return place >= 0 && place < size;
    }

    /// Whether this place is one of the range and taken.
    boolean holds(long place) {
        lock.lock();
        try {
            return contains(place) && taken.get((int) place);
        } finally {
            lock.unlock();
        }
    }

    /// All that are taken, as of now.
    BitSet taken() {
        lock.lock();
        try {
            return (BitSet) taken.clone();
        } finally {
            lock.unlock();
        }
    }

    /// @return false when it is taken already
    boolean take(long place) {
        int index = Math.toIntExact(place);
        lock.lock();
        try {
            if (taken.get(index)) return false;
            taken.set(index);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Takes any free place; -1 when there is none.
    int takeAny() {
        lock.lock();
        try {
            int place = free(lower, size);
            if (place < 0) place = free(0, lower);
            if (place >= 0) taken.set(place);
            return place;
        } finally {
            lock.unlock();
        }
    }

    /// Gives a place back; nothing happens when it is not of the range or not taken.
    void release(long place) {
        lock.lock();
        try {
            if (contains(place)) taken.clear((int) place);
        } finally {
            lock.unlock();
        }
    }

    /// The first free one at or after a random one, going round; -1 when all are taken.
    private int free(int from, int to) {
        if (to <= from) return -1;
        int start = from + random.nextInt(to - from);
        int place = taken.nextClearBit(start);
        if (place < to) return place;
        place = taken.nextClearBit(from);
        return place < start ? place : -1;
    }
}
