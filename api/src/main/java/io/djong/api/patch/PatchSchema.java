package io.djong.api.patch;

import org.jspecify.annotations.Nullable;

/// What a strategic merge needs to know of a type: its fields, and how the lists and objects in them are merged.
public interface PatchSchema {
    /// The field of that JSON name, or null when a structure has none.
    @Nullable
    PatchField field(String jsonName);

    /// The name of a structure, such as `Container`, for messages.
    String name();

    /// `struct`, or for other types what they are in Go: `map`, `interface`, `string` and so on.
    String kind();
}
