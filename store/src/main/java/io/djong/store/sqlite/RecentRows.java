package io.djong.store.sqlite;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The latest rows of the keys that were put most recently: mostly the ones that are put again. Used by
/// the writer's thread.
///
/// Only puts are kept: the row of a removal in `latest` goes with compaction.
final class RecentRows {
    private final Map<String, LogRow> rows = new LinkedHashMap<>(1024, 0.75f, true);
    private final long bytesMax;
    private long bytes;

    RecentRows(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Nullable
    LogRow get(String key) {
        return rows.get(key);
    }

    void put(LogRow row) {
        LogRow before = rows.put(row.key(), row);
        bytes += size(row) - (before == null ? 0 : size(before));
        for (Iterator<LogRow> eldest = rows.values().iterator(); bytes > bytesMax && eldest.hasNext(); ) {
            bytes -= size(eldest.next());
            eldest.remove();
        }
    }

    void remove(String key) {
        LogRow before = rows.remove(key);
        bytes -= before == null ? 0 : size(before);
    }

    private static long size(LogRow row) {
        return row.value().length + 2L * row.key().length() + 200;
    }
}
