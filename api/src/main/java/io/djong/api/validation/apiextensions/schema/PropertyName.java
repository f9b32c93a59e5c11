package io.djong.api.validation.apiextensions.schema;

import io.djong.api.validation.expression.ReservedWords;
import org.jspecify.annotations.Nullable;

/// Names of properties as expressions write them: what the language does not allow in a name stands there
/// in words between underscores.
final class PropertyName {
    private PropertyName() {}

    /// The name as expressions write it; null when they cannot.
    static @Nullable String escaped(String name) {
        if (name.isEmpty() || (name.charAt(0) >= '0' && name.charAt(0) <= '9')) {
            return null;
        }
        if (ReservedWords.all().contains(name)) {
            return ReservedWords.escaped(name);
        }
        var escaped = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (name.startsWith("__", i)) {
                escaped.append("__underscores__");
                i++;
            } else if (c == '.') {
                escaped.append("__dot__");
            } else if (c == '-') {
                escaped.append("__dash__");
            } else if (c == '/') {
                escaped.append("__slash__");
            } else if (c == '_' || (c < 128 && Character.isLetterOrDigit(c))) {
                escaped.append(c);
            } else {
                return null;
            }
        }
        return escaped.toString();
    }
}
