package io.djong.api.validation.core;

import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;

/// Counts the kinds of a volume, of which there must be exactly one. For one volume, in one thread.
public final class OneType {
    private final FieldErrors errors;
    private final FieldPath path;
    private int count;

    /// @param path of the volume
    public OneType(FieldErrors errors, FieldPath path) {
        this.errors = errors;
        this.path = path;
    }

    /// Notes a kind that is set. Whether it is the first; a second is an error.
    public boolean isFirst(String field) {
        if (count > 0) {
            errors.forbidden(path.child(field), "may not specify more than 1 volume type");
            return false;
        }
        count++;
        return true;
    }

    /// Counts a kind that upstream lets stand beside another.
    public void noted() {
        count++;
    }

    /// Says so when there was none.
    public void required() {
        if (count == 0) {
            errors.required(path, "must specify a volume type");
        }
    }
}
