package io.djong.api.meta;

/// The full name of a kind; group "" is the core group.
public record GroupVersionKind(String group, String version, String kind) {
    /// The kind of an `apiVersion` such as `v1` or `apps/v1`.
    public static GroupVersionKind of(String apiVersion, String kind) {
        var version = GroupVersion.of(apiVersion);
        return new GroupVersionKind(version.group(), version.version(), kind);
    }

    /// `v1` or `apps/v1`.
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public GroupKind groupKind() {
        return new GroupKind(group, kind);
    }

    public GroupVersion groupVersion() {
        return new GroupVersion(group, version);
    }

    /// As upstream prints it: `apps/v1, Kind=Deployment`.
    @Override
    public String toString() {
        return group + "/" + version + ", Kind=" + kind;
    }
}
