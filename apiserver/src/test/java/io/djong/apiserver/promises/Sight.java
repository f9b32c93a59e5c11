package io.djong.apiserver.promises;

import org.jspecify.annotations.Nullable;

/// What one reader looks at.
///
/// @param namespace "" for all
/// @param colour the label that is selected; "" for any
/// @param name the name that is selected; "" for any
record Sight(String namespace, String colour, String name) {
    boolean has(Model.@Nullable Thing thing) {
        return thing != null
                && (namespace.isEmpty() || thing.key().startsWith(namespace + "/"))
                && (colour.isEmpty() || thing.colour().equals(colour))
                && (name.isEmpty() || thing.key().endsWith("/" + name));
    }

    String path() {
        return namespace.isEmpty() ? "/api/v1/configmaps" : "/api/v1/namespaces/" + namespace + "/configmaps";
    }

    /// The selectors, each after an ampersand.
    String query() {
        return (colour.isEmpty() ? "" : "&labelSelector=colour%3D" + colour)
                + (name.isEmpty() ? "" : "&fieldSelector=metadata.name%3D" + name);
    }
}
