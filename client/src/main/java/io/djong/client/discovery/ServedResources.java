package io.djong.client.discovery;

import io.djong.api.meta.GroupResource;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The resources of a server at one moment, in its own order: groups by preference, versions by preference.
///
/// @param resources every version of every resource; those without a record of ours as `DynamicObject`
/// @param stale group versions that the server could not say everything about: what is missing may well be there
public record ServedResources(List<Resource<?>> resources, List<GroupVersion> stale) {
    /// Copies the lists.
    public ServedResources {
        resources = List.copyOf(resources);
        stale = List.copyOf(stale);
    }

    /// Each resource once, in the version that the server prefers.
    public List<Resource<?>> preferred() {
        Set<GroupResource> seen = new HashSet<>();
        List<Resource<?>> result = new ArrayList<>();
        for (Resource<?> resource : resources) {
            if (seen.add(resource.groupResource())) result.add(resource);
        }
        return result;
    }

    /// The resource of a kind, as owner references and manifests name it; null when the server serves none.
    ///
    /// @param apiVersion `v1` or `apps/v1`
    public @Nullable Resource<?> ofKind(String apiVersion, String kind) {
        GroupVersion version = GroupVersion.of(apiVersion);
        for (Resource<?> resource : resources) {
            if (resource.kind().equals(kind) && resource.groupVersion().equals(version)) return resource;
        }
        return null;
    }
}
