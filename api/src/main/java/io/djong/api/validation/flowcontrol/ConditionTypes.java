package io.djong.api.validation.flowcontrol;

import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.HashSet;
import java.util.List;

/// Conditions of flow control's kinds: each type is there, and once.
final class ConditionTypes {
    private static final FieldPath CONDITIONS = FieldPath.of("status").child("conditions");

    private ConditionTypes() {}

    static void check(FieldErrors errors, List<String> types) {
        var seen = new HashSet<String>();
        for (int i = 0; i < types.size(); i++) {
            var path = CONDITIONS.index(i).child("type");
            if (!seen.add(types.get(i))) {
                errors.duplicate(path, types.get(i));
            }
            if (types.get(i).isEmpty()) {
                errors.required(path);
            }
        }
    }
}
