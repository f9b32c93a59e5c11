package io.djong.store.watch;

import java.util.ArrayList;
import java.util.List;

/// The most recent batches, at most so many and of at most so many bytes. Guarded by the hub's lock.
final class Ring {
    private final Batch[] slots;
    private final long bytesMax;
    private long first;
    private long next;
    private long bytes;

    /// @param batchesMax a power of two
    Ring(int batchesMax, long bytesMax) {
        if (Integer.bitCount(batchesMax) != 1) {
            throw new IllegalArgumentException("not a power of two: " + batchesMax);
        }
        this.slots = new Batch[batchesMax];
        this.bytesMax = bytesMax;
    }

    void add(Batch batch) {
        if (next - first == slots.length) {
            removeFirst();
        }
        slots[slot(next++)] = batch;
        bytes += batch.sizeBytes();
        while (bytes > bytesMax && next - first > 1) {
            removeFirst();
        }
    }

    /// Whether everything from this revision to the latest is here.
    boolean reachesBackTo(long revision) {
        return next > first && slots[slot(first)].revision() <= revision;
    }

    /// The batches from a revision on, at most so many.
    List<Batch> from(long revision, int countMax) {
        long low = first;
        long high = next;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (slots[slot(middle)].revision() < revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        var found = new ArrayList<Batch>((int) Math.min(countMax, next - low));
        for (long i = low; i < next && found.size() < countMax; i++) {
            found.add(slots[slot(i)]);
        }
        return found;
    }

    void clear() {
        while (next > first) {
            removeFirst();
        }
    }

    @SuppressWarnings("NullAway") // a slot outside first..next is never read
    private void removeFirst() {
        int slot = slot(first++);
        bytes -= slots[slot].sizeBytes();
        slots[slot] = null;
    }

    private int slot(long sequence) {
        return (int) sequence & (slots.length - 1);
    }
}
