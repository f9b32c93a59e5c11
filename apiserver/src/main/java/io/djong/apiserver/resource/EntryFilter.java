package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.CacheEntry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which entries a list or watch is about.
///
/// @param <T> the hub type
public final class EntryFilter<T extends KubeObject> {
    private final SelectableFields<T> fields;
    private final ListRequest request;
    private final String firstKey;
    private final @Nullable String endKey;
    private final boolean everything;

    /// The filter of a request.
    public EntryFilter(ResourceDeclaration<T> declaration, ListRequest request) {
        this.fields = declaration.fields();
        this.request = request;
        this.firstKey = request.namespace().isEmpty() ? "" : request.namespace() + "/";
        this.endKey = request.namespace().isEmpty() ? null : request.namespace() + "0";
        this.everything = request.selectsEverything();
    }

    /// First key that may match.
    public String firstKey() {
        return firstKey;
    }

    /// First key after those that may match; null for no end.
    public @Nullable String endKey() {
        return endKey;
    }

    /// Whether the entry is in the namespace and both selectors match it.
    public boolean matches(CacheEntry<T> entry) {
        if (!firstKey.isEmpty() && !entry.key().startsWith(firstKey)) {
            return false;
        }
        if (everything) {
            return true;
        }
        var object = entry.object();
        return request.labels().matches(object.metadata().labels())
                && request.fields().matches(name -> Objects.requireNonNullElse(fields.value(object, name), ""));
    }
}
