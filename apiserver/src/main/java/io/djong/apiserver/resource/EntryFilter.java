package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.selector.FieldSelector;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.IndexedField;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.base.sortedmap.Cursor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which entries a list or watch is about, and where they are found: under one key, by the indexed field, or
/// by looking at all of a namespace. Nothing is decoded for names, namespaces and the indexed field.
///
/// @param <T> the hub type
public final class EntryFilter<T extends KubeObject> {
    private static final String NAME = "metadata.name";
    private static final String NAMESPACE = "metadata.namespace";

    private final SelectableFields<T> fields;
    private final ListRequest request;
    private final String firstKey;
    private final @Nullable String endKey;
    private final boolean everything;
    private final boolean anyLabels;
    private final @Nullable String onlyKey;
    private final @Nullable String onlyValue;

    /// The filter of a request.
    public EntryFilter(ResourceDeclaration<T> declaration, ListRequest request) {
        this.fields = declaration.fields();
        this.request = request;
        this.firstKey = request.namespace().isEmpty() ? "" : request.namespace() + "/";
        this.endKey = request.namespace().isEmpty() ? null : request.namespace() + "0";
        this.everything = request.selectsEverything();
        this.anyLabels = request.labels().isEmpty();
        this.onlyKey = onlyKey(declaration.resource().namespaced(), request);
        var indexed = fields.indexed();
        this.onlyValue = indexed == null ? null : request.fields().exactMatch(indexed.name());
    }

    private static @Nullable String onlyKey(boolean namespaced, ListRequest request) {
        var name = request.fields().exactMatch(NAME);
        if (name == null || !namespaced) {
            return name;
        }
        var selected = request.fields().exactMatch(NAMESPACE);
        var namespace = request.namespace().isEmpty() ? selected : request.namespace();
        return namespace == null || namespace.isEmpty() ? null : namespace + "/" + name;
    }

    /// What all keys begin with that may match.
    public String firstKey() {
        return firstKey;
    }

    /// First key after those that may match; null for no end.
    public @Nullable String endKey() {
        return endKey;
    }

    /// The only key that can match; null when there may be several.
    public @Nullable String onlyKey() {
        return onlyKey;
    }

    /// The only value of the indexed field that can match; null when there may be several.
    public @Nullable String onlyValue() {
        return onlyValue;
    }

    /// Those that may match, from a key on, in order.
    ///
    /// @param from at least [#firstKey()]
    public Cursor<String, CacheEntry<T>> candidates(ResourceCache.Snapshot<T> snapshot, String from) {
        if (onlyKey != null) {
            var first = from.compareTo(onlyKey) > 0 ? from : onlyKey;
            return snapshot.entries().entries(first, onlyKey + '\0');
        }
        var index = snapshot.index();
        return index != null && onlyValue != null
                ? index.entries(onlyValue, from, endKey)
                : snapshot.entries().entries(from, endKey);
    }

    /// Whether the entry is in the namespace and both selectors match it.
    public boolean matches(CacheEntry<T> entry) {
        if (!firstKey.isEmpty() && !entry.key().startsWith(firstKey)) {
            return false;
        }
        if (everything) {
            return true;
        }
        return (request.fields().isEmpty() || fieldsMatch(entry))
                && (anyLabels
                        || request.labels().matches(entry.object().metadata().labels()));
    }

    private boolean fieldsMatch(CacheEntry<T> entry) {
        for (FieldSelector.Term term : request.fields().terms()) {
            if (value(entry, term.field()).equals(term.value()) != term.equal()) {
                return false;
            }
        }
        return true;
    }

    private String value(CacheEntry<T> entry, String field) {
        var key = entry.key();
        int slash = key.indexOf('/');
        if (field.equals(NAME)) {
            return key.substring(slash + 1);
        }
        if (field.equals(NAMESPACE)) {
            return slash < 0 ? "" : key.substring(0, slash);
        }
        IndexedField<T> indexed = fields.indexed();
        return indexed != null && indexed.name().equals(field)
                ? entry.indexed(indexed)
                : Objects.requireNonNullElse(fields.value(entry.object(), field), "");
    }
}
