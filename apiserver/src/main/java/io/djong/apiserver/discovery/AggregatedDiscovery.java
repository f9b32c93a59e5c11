package io.djong.apiserver.discovery;

import io.djong.api.meta.GroupVersion;
import io.djong.api.types.apidiscovery.v2.APIGroupDiscovery;
import io.djong.api.types.apidiscovery.v2.APIGroupDiscoveryList;
import io.djong.api.types.apidiscovery.v2.APIResourceDiscovery;
import io.djong.api.types.apidiscovery.v2.APISubresourceDiscovery;
import io.djong.api.types.apidiscovery.v2.APIVersionDiscovery;
import io.djong.api.types.meta.v1.GroupVersionKind;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.ArrayList;
import java.util.List;

/// Discovery documents in the new form: everything below `/api` or `/apis` at once (KEP 3352).
final class AggregatedDiscovery {
    private static final String CURRENT = "Current";

    private final ServedApis apis;

    AggregatedDiscovery(ServedApis apis) {
        this.apis = apis;
    }

    /// @param core whether the core group is meant, or all others
    APIGroupDiscoveryList groups(boolean core) {
        var groups = new ArrayList<APIGroupDiscovery>();
        for (var group : apis.groups()) {
            if (group.isEmpty() == core) {
                var meta = ObjectMeta.EMPTY.withName(group);
                groups.add(new APIGroupDiscovery(meta, versions(group)));
            }
        }
        return new APIGroupDiscoveryList(ListMeta.EMPTY, groups);
    }

    private List<APIVersionDiscovery> versions(String group) {
        return apis.versions(group).stream()
                .map(version -> new APIVersionDiscovery(version, resources(new GroupVersion(group, version)), CURRENT))
                .toList();
    }

    private List<APIResourceDiscovery> resources(GroupVersion version) {
        return apis.resources(version).stream()
                .map(served -> {
                    var resource = served.resource();
                    return new APIResourceDiscovery(
                            resource.plural(),
                            new GroupVersionKind("", "", resource.kind()),
                            resource.namespaced() ? "Namespaced" : "Cluster",
                            resource.singular(),
                            resource.verbs(),
                            resource.shortNames(),
                            resource.categories(),
                            subresources(served, version));
                })
                .toList();
    }

    private static List<APISubresourceDiscovery> subresources(ServedApis.Served served, GroupVersion version) {
        return served.subresources().stream()
                .map(below -> new APISubresourceDiscovery(
                        below.name(), kind(below.kind(), version), List.of(), below.verbs()))
                .toList();
    }

    /// Group and version are told only where they differ from those of the list.
    private static GroupVersionKind kind(io.djong.api.meta.GroupVersionKind kind, GroupVersion version) {
        return kind.groupVersion().equals(version)
                ? new GroupVersionKind("", "", kind.kind())
                : new GroupVersionKind(kind.group(), kind.version(), kind.kind());
    }
}
