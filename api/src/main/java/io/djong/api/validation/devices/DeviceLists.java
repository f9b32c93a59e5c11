package io.djong.api.validation.devices;

import io.djong.api.json.GoQuote;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Lists and maps with an upper bound.
final class DeviceLists {
    private DeviceLists() {}

    /// Whether the list has no more items than allowed; a longer one is not looked at any further.
    static boolean fits(FieldErrors errors, FieldPath path, List<?> list, int max) {
        return fits(errors, path, list.size(), max);
    }

    /// The same for a map.
    static boolean fits(FieldErrors errors, FieldPath path, Map<?, ?> map, int max) {
        return fits(errors, path, map.size(), max);
    }

    private static boolean fits(FieldErrors errors, FieldPath path, int size, int max) {
        if (size > max) {
            errors.tooMany(path, size, max);
            return false;
        }
        return true;
    }

    /// No two items may have the same key.
    static <T> void unique(FieldErrors errors, FieldPath path, List<T> list, Function<T, String> key) {
        uniqueShown(errors, path, list, item -> GoQuote.quote(key.apply(item)));
    }

    /// The same for keys that are shown as they are.
    static <T> void uniqueShown(FieldErrors errors, FieldPath path, List<T> list, Function<T, String> shown) {
        var seen = new HashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            var key = shown.apply(list.get(i));
            if (!seen.add(key)) {
                errors.duplicateShown(path.index(i), key);
            }
        }
    }

    /// A key of a map in a path, cut in its middle when it is too long.
    static String shortened(String key, int max) {
        if (key.length() <= max) {
            return key;
        }
        int remaining = max - 3;
        return key.substring(0, (remaining + 1) / 2) + "..." + key.substring(key.length() - remaining / 2);
    }
}
