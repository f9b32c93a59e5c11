package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.apiserver.fields.FieldTracking;
import java.util.function.Function;

/// A version of a resource that is not the stored one.
///
/// @param resource names and type in this version
/// @param fromHub from the stored version
/// @param toHub to the stored version
public record AlternateVersion<H extends KubeObject, V extends KubeObject>(
        Resource<V> resource, Function<H, V> fromHub, Function<V, H> toHub) {
    /// The tracking of fields that knows this version, too.
    FieldTracking<H> tracked(FieldTracking<H> fields) {
        return fields.with(resource, fromHub, toHub);
    }
}
