package io.djong.api.meta;

/// A kind in whatever version; group "" is the core group.
public record GroupKind(String group, String kind) {
    /// As upstream prints it: `Deployment.apps`.
    @Override
    public String toString() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
