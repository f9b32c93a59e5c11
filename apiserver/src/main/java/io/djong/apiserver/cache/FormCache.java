package io.djong.apiserver.cache;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/// The byte limit over all JSON forms that entries keep. Those that nobody asks for go first, by second
/// chance (the clock algorithm): a reader only raises a flag; whoever needs room goes round the forms from
/// the oldest on, lowers flags that are up and drops forms whose flag is down. So reading takes no lock. A
/// dropped form is made again when somebody asks.
public final class FormCache {
    private record Kept(CacheEntry<?> entry, int sizeBytes) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Kept> oldestFirst = new ArrayDeque<>();
    private final long limitBytes;
    private long sizeBytes;

    /// @param limitBytes how many bytes of forms all entries together may keep
    public FormCache(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    void kept(CacheEntry<?> entry, int formBytes) {
        lock.lock();
        try {
            oldestFirst.addLast(new Kept(entry, formBytes));
            sizeBytes += formBytes;
            while (sizeBytes > limitBytes) {
                var oldest = oldestFirst.removeFirst();
                if (oldest.entry().takeUsed()) {
                    oldestFirst.addLast(oldest);
                } else {
                    oldest.entry().dropForms();
                    sizeBytes -= oldest.sizeBytes();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Bytes of the forms counted now.
    public long sizeBytes() {
        lock.lock();
        try {
            return sizeBytes;
        } finally {
            lock.unlock();
        }
    }
}
