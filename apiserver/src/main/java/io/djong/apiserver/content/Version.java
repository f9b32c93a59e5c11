package io.djong.apiserver.content;

import io.djong.api.json.JsonWriter;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.FormCache;
import java.util.function.Function;

/// One version in which a resource is served.
///
/// @param resource names and type in this version
/// @param fromHub from the stored version
/// @param toHub to the stored version
/// @param hub whether this is the stored version itself, so that forms kept with the cache entries serve
public record Version<H extends KubeObject, V extends KubeObject>(
        Resource<V> resource, Function<H, V> fromHub, Function<V, H> toHub, boolean hub) {
    private static final int CAPACITY_BYTES = 2_048;

    /// The stored version.
    public static <H extends KubeObject> Version<H, H> hub(Resource<H> resource) {
        return new Version<>(resource, Function.identity(), Function.identity(), true);
    }

    /// The JSON of an entry without `kind` and `apiVersion`.
    byte[] itemJson(CacheEntry<H> entry, FormCache forms) {
        return hub ? entry.json(forms) : itemJson(entry.object());
    }

    /// The JSON of an object without `kind` and `apiVersion`.
    byte[] itemJson(H object) {
        var out = new JsonWriter(CAPACITY_BYTES);
        resource.type().codec().writeJson(out, fromHub.apply(object));
        return out.toBytes();
    }

    /// Writes the object with `kind` and `apiVersion`.
    void writeJson(JsonWriter out, H object) {
        out.header(resource.type().header());
        resource.type().codec().writeJson(out, fromHub.apply(object));
    }

    /// The object of a bookmark, as the hub has it.
    H bookmark(long revision, boolean initialEventsEnd) {
        return toHub.apply(Bookmarks.of(resource.type(), revision, initialEventsEnd));
    }

    /// What every request in this version is warned with; "" for nothing.
    public String deprecation() {
        return Deprecations.of(resource);
    }

    /// The name of the list's kind.
    String listKind() {
        return resource.kind() + "List";
    }
}
