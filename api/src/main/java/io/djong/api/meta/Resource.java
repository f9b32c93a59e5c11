package io.djong.api.meta;

import java.util.List;

/// A resource that 1.36 serves: the names and verbs of discovery, and the type of its objects.
///
/// @param singular the name for humans
/// @param verbs in alphabetical order
/// @param onByDefault whether upstream serves it without being told to
public record Resource<T extends KubeObject>(
        String group,
        String version,
        String plural,
        String kind,
        boolean namespaced,
        KubeType<T> type,
        String singular,
        List<String> shortNames,
        List<String> categories,
        List<String> verbs,
        List<Subresource> subresources,
        boolean onByDefault) {
    public GroupVersionResource gvr() {
        return new GroupVersionResource(group, version, plural);
    }

    public GroupResource groupResource() {
        return new GroupResource(group, plural);
    }

    public GroupVersion groupVersion() {
        return new GroupVersion(group, version);
    }

    /// `/api/v1` or `/apis/apps/v1`.
    public String rootPath() {
        return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    }

    /// The path of the collection, such as `/api/v1/namespaces/default/pods`; namespace "" for all of them and for
    /// cluster-scoped resources.
    public String path(String namespace) {
        return namespaced && !namespace.isEmpty()
                ? rootPath() + "/namespaces/" + namespace + "/" + plural
                : rootPath() + "/" + plural;
    }

    /// The path of one object.
    public String path(ObjectKey key) {
        return path(key.namespace()) + "/" + key.name();
    }

    @Override
    public String toString() {
        return gvr().toString();
    }
}
