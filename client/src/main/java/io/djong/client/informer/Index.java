package io.djong.client.informer;

import java.util.Collection;
import java.util.function.Function;

/// A second way to find objects of an informer: by values that are computed from each of them.
///
/// @param name identifies the index within an informer; two indexes of one name are taken for the same
/// @param values the values under which an object is found; pure, the same for equal objects
public record Index<T>(String name, Function<? super T, ? extends Collection<String>> values) {}
