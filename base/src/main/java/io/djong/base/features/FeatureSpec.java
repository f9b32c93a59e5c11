package io.djong.base.features;

import java.util.List;

/// What is known of a gate.
///
/// @param name upstream's
/// @param stage how mature it is
/// @param enabled the default
/// @param locked whether only the default is accepted
/// @param dependsOn gates that must be on where this one is
public record FeatureSpec(String name, Stage stage, boolean enabled, boolean locked, List<String> dependsOn) {
    /// How mature a feature is.
    public enum Stage {
        ALPHA,
        BETA,
        GA,
        DEPRECATED
    }

    public FeatureSpec {
        dependsOn = List.copyOf(dependsOn);
    }

    /// A gate without lock and dependencies.
    public FeatureSpec(String name, Stage stage, boolean enabled) {
        this(name, stage, enabled, false, List.of());
    }
}
