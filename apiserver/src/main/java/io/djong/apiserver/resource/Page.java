package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.CacheEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outcome of a list.
///
/// @param entries in order of namespace and name
/// @param revision the list's resource version
/// @param continueToken of the next page; "" when this is the last
/// @param remaining how many objects follow; null when it was not counted (a selector) or nothing follows
public record Page<T extends KubeObject>(
        List<CacheEntry<T>> entries,
        long revision,
        String continueToken,
        @Nullable Long remaining) {}
