package io.djong.api.apply;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one manager owns.
///
/// @param apiVersion in which the fields are named
/// @param time of its last change
/// @param source the entry that this was read from, as long as it says the same; null for another
record Owned(
        FieldSet fields,
        String apiVersion,
        boolean applied,
        @Nullable Instant time,
        @Nullable ManagedFieldsEntry source) {
    Owned(FieldSet fields, String apiVersion, boolean applied, @Nullable Instant time) {
        this(fields, apiVersion, applied, time, null);
    }

    Owned withFields(FieldSet changed) {
        return new Owned(changed, apiVersion, applied, time, null);
    }

    Owned withTime(@Nullable Instant changed) {
        return new Owned(fields, apiVersion, applied, changed, null);
    }
}
