package io.djong.api.meta;

/// A resource in whatever version; group "" is the core group.
public record GroupResource(String group, String resource) {
    /// As upstream prints it: `deployments.apps`.
    @Override
    public String toString() {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}
