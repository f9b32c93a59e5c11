package io.djong.apiserver.cache;

import java.util.function.Function;

/// A field by which the objects of a resource are often selected.
///
/// @param name as field selectors write it
/// @param value of an object; "" for none
public record IndexedField<T>(String name, Function<T, String> value) {}
