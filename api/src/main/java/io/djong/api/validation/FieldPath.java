package io.djong.api.validation;

import org.jspecify.annotations.Nullable;

/// Where in an object a value stands: `spec.containers[0].env[1].name`, `metadata.labels[a/b]`. Immutable and cheap:
/// a path is rendered only when an error names it.
public final class FieldPath {
    /// The object itself; prints as `<nil>`, as upstream's does.
    public static final FieldPath ROOT = new FieldPath(null, "", -1, null);

    private static final int NO_INDEX = -1;

    private final @Nullable FieldPath parent;
    private final String name;
    private final int index;
    private final @Nullable String key;

    private FieldPath(@Nullable FieldPath parent, String name, int index, @Nullable String key) {
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.key = key;
    }

    /// A path of one field.
    public static FieldPath of(String name) {
        return new FieldPath(null, name, NO_INDEX, null);
    }

    /// A field of the value here.
    public FieldPath child(String field) {
        return new FieldPath(this == ROOT ? null : this, field, NO_INDEX, null);
    }

    /// A field of a field of the value here.
    public FieldPath child(String field, String deeper) {
        return child(field).child(deeper);
    }

    /// An item of the list here.
    public FieldPath index(int item) {
        return new FieldPath(this, "", item, null);
    }

    /// An entry of the map here, or of a list that is looked up by key.
    public FieldPath key(String entry) {
        return new FieldPath(this, "", NO_INDEX, entry);
    }

    @Override
    public String toString() {
        if (this == ROOT) {
            return "<nil>";
        }
        var text = new StringBuilder();
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (parent != null && parent != ROOT) {
            parent.append(text);
        }
        if (key != null) {
            text.append('[').append(key).append(']');
        } else if (index != NO_INDEX) {
            text.append('[').append(index).append(']');
        } else {
            if (!text.isEmpty()) {
                text.append('.');
            }
            text.append(name);
        }
    }
}
