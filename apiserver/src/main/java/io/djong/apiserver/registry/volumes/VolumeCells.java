package io.djong.apiserver.registry.volumes;

import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Cells that volumes and claims have in common.
final class VolumeCells {
    private static final List<List<String>> MODES = List.of(
            List.of("ReadWriteOnce", "RWO"),
            List.of("ReadOnlyMany", "ROX"),
            List.of("ReadWriteMany", "RWX"),
            List.of("ReadWriteOncePod", "RWOP"));

    private VolumeCells() {}

    static String access(List<String> modes) {
        var text = new StringJoiner(",");
        for (var mode : MODES) {
            if (modes.contains(mode.getFirst())) {
                text.add(mode.getLast());
            }
        }
        return text.toString();
    }

    static String phase(ObjectMeta meta, String phase) {
        return meta.deletionTimestamp() == null ? phase : "Terminating";
    }

    static String orUnset(@Nullable String text) {
        return text == null ? "<unset>" : text;
    }
}
