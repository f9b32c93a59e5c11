package io.djong.apiserver.core;

import io.djong.api.meta.GroupResource;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.apiserver.cache.CacheLimits;
import io.djong.apiserver.cache.CacheSource;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.cache.StorageCodec;
import io.djong.apiserver.resource.ResourceDeclaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The caches of all persisted resources by group and plural name. Made before anything that reads them:
/// authorisation, admission, strategies.
public final class Caches implements CacheSource {
    private final Map<GroupResource, ResourceCache<?>> caches = new LinkedHashMap<>();

    /// One cache a declaration.
    public Caches(List<ResourceDeclaration<?>> declarations, CacheLimits limits) {
        for (var declaration : declarations) {
            caches.put(declaration.resource().groupResource(), cache(declaration, limits));
        }
    }

    private static <T extends KubeObject> ResourceCache<T> cache(
            ResourceDeclaration<T> declaration, CacheLimits limits) {
        return new ResourceCache<>(declaration.storePrefix() + "/", new StorageCodec<>(declaration.resource()), limits);
    }

    /// The cache of a resource, by its hub version's constant.
    ///
    /// @throws IllegalArgumentException if it is not persisted here
    @SuppressWarnings("unchecked") // put in under the resource of its type
    public <T extends KubeObject> ResourceCache<T> of(Resource<T> resource) {
        var cache = caches.get(resource.groupResource());
        if (cache == null) {
            throw new IllegalArgumentException("not a persisted resource: " + resource);
        }
        return (ResourceCache<T>) cache;
    }

    @Override
    @SuppressWarnings("unchecked") // the types are compared
    public <T extends KubeObject> @Nullable ResourceCache<T> find(Resource<T> resource) {
        var cache = caches.get(resource.groupResource());
        return cache != null && cache.codec().type().equals(resource.type()) ? (ResourceCache<T>) cache : null;
    }

    /// All of them.
    public List<ResourceCache<?>> all() {
        return List.copyOf(caches.values());
    }
}
