package io.djong.apiserver.registry.devices;

import java.util.Map;

/// Finds the labels of a namespace.
@FunctionalInterface
public interface NamespaceLabels {
    /// The labels; none for a namespace that does not exist.
    Map<String, String> of(String namespace);
}
