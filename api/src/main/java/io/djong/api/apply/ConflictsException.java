package io.djong.api.apply;

import java.util.LinkedHashMap;
import java.util.List;

/// An apply would change what others manage. The message is upstream's.
public final class ConflictsException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<Conflict> conflicts;

    ConflictsException(List<Conflict> conflicts) {
        super(text(conflicts), null, false, false);
        this.conflicts = List.copyOf(conflicts);
    }

    /// At least one, grouped by manager.
    public List<Conflict> conflicts() {
        return conflicts;
    }

    private static String text(List<Conflict> conflicts) {
        if (conflicts.size() == 1) {
            var only = conflicts.getFirst();
            return "Apply failed with 1 conflict: conflict with " + only.manager() + ": " + only.field();
        }
        var byManager = new LinkedHashMap<String, StringBuilder>();
        for (var conflict : conflicts) {
            byManager
                    .computeIfAbsent(conflict.manager(), name -> new StringBuilder("conflicts with " + name + ":"))
                    .append("\n- ")
                    .append(conflict.field());
        }
        return "Apply failed with " + conflicts.size() + " conflicts: " + String.join("\n", byManager.values());
    }
}
