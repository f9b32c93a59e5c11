package io.djong.apiserver.cache;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import org.jspecify.annotations.Nullable;

/// Finds caches by their resources, for what looks at kinds that not every server persists.
public interface CacheSource {
    /// The cache of a resource by its hub version's constant; null when it is not persisted here, or in
    /// another version.
    <T extends KubeObject> @Nullable ResourceCache<T> find(Resource<T> resource);

    /// The object of a key within the resource, or null.
    default <T extends KubeObject> @Nullable T object(Resource<T> resource, String key) {
        var cache = find(resource);
        var entry = cache == null ? null : cache.get(key);
        return entry == null ? null : entry.object();
    }
}
