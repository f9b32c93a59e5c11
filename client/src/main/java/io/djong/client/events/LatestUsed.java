package io.djong.client.events;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map that forgets the entry that was not used for longest when there are too many.
final class LatestUsed<K, V> extends LinkedHashMap<K, V> {
    private final int entriesMax;

    LatestUsed(int entriesMax) {
        super(16, 0.75f, true);
        this.entriesMax = entriesMax;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > entriesMax;
    }
}
