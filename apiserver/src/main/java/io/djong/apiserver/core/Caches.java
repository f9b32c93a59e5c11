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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The caches of all persisted resources by group and plural name. Made before anything that reads them:
/// authorisation, admission, strategies.
public final class Caches implements CacheSource {
    private final Map<GroupResource, ResourceCache<?>> caches = new LinkedHashMap<>();

    /// Of what could be persisted and is not: they stay empty.
    private final Map<GroupResource, ResourceCache<?>> empty = new LinkedHashMap<>();

    /// One cache a declaration.
    ///
    /// @param declarations of all that could be persisted
    /// @param kept those that are
    public Caches(List<ResourceDeclaration<?>> declarations, List<ResourceDeclaration<?>> kept, CacheLimits limits) {
        for (var declaration : declarations) {
            empty.put(declaration.resource().groupResource(), cache(declaration, limits));
        }
        for (var declaration : kept) {
            var resource = declaration.resource().groupResource();
            caches.put(resource, Objects.requireNonNull(empty.remove(resource), () -> "not declared: " + resource));
        }
    }

    private static <T extends KubeObject> ResourceCache<T> cache(
            ResourceDeclaration<T> declaration, CacheLimits limits) {
        var prefix = declaration.storePrefix() + "/";
        var codec = new StorageCodec<>(declaration.resource());
        return new ResourceCache<>(prefix, codec, limits, declaration.fields().indexed());
    }

    /// The cache of a resource, by its hub version's constant; an empty one when it is switched off.
    ///
    /// @throws IllegalArgumentException if no declaration names it
    @SuppressWarnings("unchecked") // put in under the resource of its type
    public <T extends KubeObject> ResourceCache<T> of(Resource<T> resource) {
        var cache = caches.get(resource.groupResource());
        var found = cache == null ? empty.get(resource.groupResource()) : cache;
        if (found == null) {
            throw new IllegalArgumentException("not a declared resource: " + resource);
        }
        return (ResourceCache<T>) found;
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
