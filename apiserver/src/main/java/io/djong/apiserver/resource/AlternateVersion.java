package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.client.ApiException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A version of a resource that is not the stored one.
///
/// @param resource names and type in this version
/// @param fromHub from the stored version
/// @param toHub to the stored version
public record AlternateVersion<H extends KubeObject, V extends KubeObject>(
        Resource<V> resource, Function<H, V> fromHub, Function<V, H> toHub) {
    /// A change to this version, as one to the stored version.
    public ObjectStore.Change<H> inHub(ObjectStore.Change<V> change) {
        return new ObjectStore.Change<>() {
            @Override
            public H apply(@Nullable H current) throws ApiException {
                return toHub.apply(change.apply(current == null ? null : fromHub.apply(current)));
            }

            @Override
            public String uid() {
                return change.uid();
            }

            @Override
            public boolean retriable() {
                return change.retriable();
            }
        };
    }
}
