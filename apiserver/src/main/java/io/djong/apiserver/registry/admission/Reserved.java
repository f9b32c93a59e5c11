package io.djong.apiserver.registry.admission;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.resource.Strategy;
import java.util.List;

/// What all kinds of this group have in common: an update names the version that it changes, and names
/// that look like those of files beside the server are warned about.
interface Reserved<T extends KubeObject> extends Strategy<T> {
    /// What the names of objects that come from files end with.
    String SUFFIX = ".static.k8s.io";

    @Override
    default boolean allowsUnconditionalUpdate() {
        return false;
    }

    @Override
    default List<String> warningsOnCreate(T object) {
        return object.metadata().name().endsWith(SUFFIX)
                ? List.of("metadata.name: names ending with \"" + SUFFIX
                        + "\" are reserved for static manifest-based configurations and cannot be managed via the API")
                : List.of();
    }

    @Override
    default List<String> warningsOnUpdate(T object, T old) {
        return warningsOnCreate(object);
    }
}
