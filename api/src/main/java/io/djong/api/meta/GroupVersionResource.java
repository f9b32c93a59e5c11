package io.djong.api.meta;

/// The full name of a resource; group "" is the core group.
public record GroupVersionResource(String group, String version, String resource) {
    public GroupResource groupResource() {
        return new GroupResource(group, resource);
    }

    public GroupVersion groupVersion() {
        return new GroupVersion(group, version);
    }

    /// As upstream prints it: `apps/v1, Resource=deployments`.
    @Override
    public String toString() {
        return group + "/" + version + ", Resource=" + resource;
    }
}
