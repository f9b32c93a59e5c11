package io.djong.api.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// Keeps the number of those that manage by updates small: the oldest of a version count together as
/// one.
final class UpdateManagersCap {
    /// Entries of updates that an object keeps.
    static final int UPDATE_MANAGERS_MAX = 10;

    private static final String ANCIENT = "ancient-changes";

    private UpdateManagersCap() {}

    static void apply(Managers managers) {
        var updaters = oldestFirst(managers);
        int count = updaters.size();
        var firstOfVersion = new HashMap<String, ManagerId>();
        for (int i = 0; i < updaters.size() && count > UPDATE_MANAGERS_MAX; i++) {
            var id = updaters.get(i);
            var owned = managers.get(id);
            if (owned == null) throw new IllegalStateException("no such manager: " + id);
            var first = firstOfVersion.putIfAbsent(owned.apiVersion(), id);
            if (first == null) continue;
            var bucket = ManagerId.update(ANCIENT, owned.apiVersion(), "");
            var together = managers.get(bucket);
            if (together == null) together = managers.remove(first);
            if (together == null) throw new IllegalStateException("no such manager: " + first);
            managers.put(
                    bucket,
                    new Owned(
                            owned.fields().union(together.fields()),
                            owned.apiVersion(),
                            owned.applied(),
                            owned.time()));
            managers.remove(id);
            count--;
        }
    }

    private static List<ManagerId> oldestFirst(Managers managers) {
        var updaters = new ArrayList<ManagerId>();
        for (var id : managers.ids()) {
            var owned = managers.get(id);
            if (owned != null && !owned.applied()) updaters.add(id);
        }
        updaters.sort(Comparator.comparingLong(id -> {
            var owned = managers.get(id);
            return Managers.seconds(owned == null ? null : owned.time());
        }));
        return updaters;
    }
}
