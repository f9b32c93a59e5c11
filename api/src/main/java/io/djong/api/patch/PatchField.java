package io.djong.api.patch;

/// How one field is merged.
///
/// @param type the type of the field's value; of its elements when it is a list
/// @param strategy `merge`, `replace` or "" (objects are merged, lists replaced); `retainKeys` is left out, the patch
/// says it
/// @param mergeKey the field that tells the elements of a list apart, or ""
/// @param list whether the field is a list
public record PatchField(PatchSchema type, String strategy, String mergeKey, boolean list) {}
