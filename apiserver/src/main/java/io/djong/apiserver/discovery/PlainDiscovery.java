package io.djong.apiserver.discovery;

import io.djong.api.meta.GroupVersion;
import io.djong.api.types.meta.v1.APIGroup;
import io.djong.api.types.meta.v1.APIGroupList;
import io.djong.api.types.meta.v1.APIResource;
import io.djong.api.types.meta.v1.APIResourceList;
import io.djong.api.types.meta.v1.APIVersions;
import io.djong.api.types.meta.v1.GroupVersionForDiscovery;
import io.djong.api.types.meta.v1.ServerAddressByClientCIDR;
import java.util.ArrayList;
import java.util.List;

/// Discovery documents in the old form: one a path.
final class PlainDiscovery {
    private final ServedApis apis;

    PlainDiscovery(ServedApis apis) {
        this.apis = apis;
    }

    /// `/api`.
    ///
    /// @param address of this server, host and port
    APIVersions core(String address) {
        return new APIVersions(apis.versions(""), List.of(new ServerAddressByClientCIDR("0.0.0.0/0", address)));
    }

    /// `/apis`.
    APIGroupList groups() {
        return new APIGroupList(apis.groups().stream()
                .filter(group -> !group.isEmpty())
                .map(this::group)
                .toList());
    }

    /// `/apis/GROUP`.
    APIGroup group(String group) {
        var versions = apis.versions(group).stream()
                .map(version -> new GroupVersionForDiscovery(group + "/" + version, version))
                .toList();
        return new APIGroup(group, versions, versions.getFirst(), List.of());
    }

    /// `/api/v1`, `/apis/GROUP/VERSION`.
    APIResourceList resources(GroupVersion version) {
        var resources = new ArrayList<APIResource>();
        for (var served : apis.resources(version)) {
            var resource = served.resource();
            resources.add(new APIResource(
                    resource.plural(),
                    resource.singular(),
                    resource.namespaced(),
                    "",
                    "",
                    resource.kind(),
                    resource.verbs(),
                    resource.shortNames(),
                    resource.categories(),
                    served.hash()));
            for (var below : served.subresources()) {
                var foreign = !below.kind().group().equals(resource.group())
                        || !below.kind().version().equals(resource.version());
                resources.add(new APIResource(
                        resource.plural() + "/" + below.name(),
                        "",
                        resource.namespaced(),
                        foreign ? below.kind().group() : "",
                        foreign ? below.kind().version() : "",
                        below.kind().kind(),
                        below.verbs(),
                        List.of(),
                        List.of(),
                        ""));
            }
        }
        return new APIResourceList(version.toString(), resources);
    }
}
