package io.djong.api.schema;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of a type.
///
/// @param name in JSON
/// @param number in protobuf, 0 when it has none
/// @param pointer whether it may be absent in Go, null in Java
/// @param omitEmpty whether an empty value is left out of JSON
/// @param patchStrategies of strategic merge: `merge`, `replace`, `retainKeys`; none is `replace`
/// @param mergeKey of strategic merge, "" when there is none
/// @param listKeys the keys of a list of kind `MAP`
/// @param structKind `atomic` or `granular` where a map or struct says so, else ""
/// @param typed whether its objects say their kind in JSON
/// @param defaultText the static default as JSON, "" when there is none
/// @param embeddedIn Go names of the types inside which it stands, when its type takes it from another
/// @param enumValues what its string or strings may be, sorted; none when they are open
public record FieldSchema(
        String name,
        int number,
        FieldType type,
        boolean pointer,
        boolean omitEmpty,
        boolean optional,
        boolean required,
        List<String> patchStrategies,
        String mergeKey,
        ListKind listKind,
        List<String> listKeys,
        String structKind,
        boolean typed,
        String defaultText,
        List<String> embeddedIn,
        List<String> enumValues) {
    /// Whether strategic merge merges it by key or as a set.
    public boolean merges() {
        return patchStrategies.contains("merge");
    }

    /// The static default; null when there is none.
    public @Nullable JsonValue defaultValue() {
        if (defaultText.isEmpty()) return null;
        try {
            return JsonValue.parse(defaultText);
        } catch (JsonException e) {
            throw new IllegalStateException("default of " + name + ": " + defaultText, e);
        }
    }
}
