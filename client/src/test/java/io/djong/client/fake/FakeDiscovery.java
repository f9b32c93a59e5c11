package io.djong.client.fake;

import io.djong.api.codec.Json;
import io.djong.api.meta.Bytes;
import io.djong.api.meta.Resource;
import io.djong.api.types.apidiscovery.v2.APIGroupDiscovery;
import io.djong.api.types.apidiscovery.v2.APIGroupDiscoveryList;
import io.djong.api.types.apidiscovery.v2.APIResourceDiscovery;
import io.djong.api.types.apidiscovery.v2.APIVersionDiscovery;
import io.djong.api.types.meta.v1.GroupVersionKind;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.client.RawResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The aggregated discovery documents.
final class FakeDiscovery {
    private FakeDiscovery() {}

    static RawResponse answer(String path, List<Resource<?>> served) {
        Map<String, List<APIResourceDiscovery>> byVersion = new TreeMap<>();
        for (Resource<?> resource : served) {
            if (resource.group().isEmpty() != path.equals("/api")) continue;
            byVersion
                    .computeIfAbsent(resource.groupVersion().toString(), _ -> new ArrayList<>())
                    .add(APIResourceDiscovery.EMPTY
                            .withResource(resource.plural())
                            .withResponseKind(
                                    new GroupVersionKind(resource.group(), resource.version(), resource.kind()))
                            .withScope(resource.namespaced() ? "Namespaced" : "Cluster")
                            .withSingularResource(resource.singular())
                            .withVerbs(resource.verbs()));
        }
        List<APIGroupDiscovery> groups = new ArrayList<>();
        byVersion.forEach((version, resources) -> {
            int slash = version.indexOf('/');
            groups.add(APIGroupDiscovery.EMPTY
                    .withMetadata(ObjectMeta.EMPTY.withName(slash < 0 ? "" : version.substring(0, slash)))
                    .withVersions(List.of(APIVersionDiscovery.EMPTY
                            .withVersion(version.substring(slash + 1))
                            .withResources(resources)
                            .withFreshness("Current"))));
        });
        return new RawResponse(
                200,
                "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
                Bytes.trusted(Json.write(new APIGroupDiscoveryList(ListMeta.EMPTY, groups))));
    }
}
