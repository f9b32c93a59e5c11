package io.djong.client.discovery;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.DynamicCodec;
import io.djong.api.meta.DynamicObject;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.GroupVersionKind;
import io.djong.api.meta.GroupVersionResource;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.Resource;
import io.djong.api.meta.Subresource;
import io.djong.api.types.Types;
import io.djong.api.types.apidiscovery.v2.APIGroupDiscovery;
import io.djong.api.types.apidiscovery.v2.APIGroupDiscoveryList;
import io.djong.api.types.apidiscovery.v2.APIResourceDiscovery;
import io.djong.api.types.apidiscovery.v2.APIVersionDiscovery;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.RawRequest;
import io.djong.client.RawResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Asks a server what it serves: by the aggregated documents (two requests), or, where it has none, group by group.
///
/// Source: <https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api>.
public final class Discovery {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private final KubeClient client;
    private final List<Resource<?>> resources = new ArrayList<>();
    private final List<GroupVersion> stale = new ArrayList<>();

    private Discovery(KubeClient client) {
        this.client = client;
    }

    /// Reads everything anew.
    ///
    /// @throws ApiException when even the list of groups cannot be had; a group that fails is among the stale ones
    public static ServedResources read(KubeClient client) throws ApiException, InterruptedException {
        var discovery = new Discovery(client);
        for (String root : List.of("/api", "/apis")) discovery.readRoot(root);
        return new ServedResources(discovery.resources, discovery.stale);
    }

    private void readRoot(String root) throws ApiException, InterruptedException {
        RawResponse response = client.raw(RawRequest.get(root).withAccept(AGGREGATED + ",application/json"));
        if (response.status() != 200) {
            throw new ApiException.Undecodable("discovery of " + root + ": status " + response.status(), null);
        }
        try {
            if (response.contentType().contains("as=APIGroupDiscoveryList")) {
                aggregated(Json.read(APIGroupDiscoveryList.TYPE, response.body().shared()));
            } else {
                plain(root, tree(response));
            }
        } catch (JsonException e) {
            throw new ApiException.Undecodable("discovery of " + root + ": " + e.getMessage(), e);
        }
    }

    private void aggregated(APIGroupDiscoveryList groups) {
        for (APIGroupDiscovery group : groups.items()) {
            String name = group.metadata().name();
            for (APIVersionDiscovery version : group.versions()) {
                if (version.freshness().equals("Stale")) stale.add(new GroupVersion(name, version.version()));
                for (APIResourceDiscovery resource : version.resources()) {
                    resources.add(resource(name, version.version(), resource));
                }
            }
        }
    }

    private static Resource<?> resource(String group, String version, APIResourceDiscovery served) {
        var kind = served.responseKind();
        return resource(
                new GroupVersionResource(group, version, served.resource()),
                kind == null ? "" : kind.kind(),
                served.scope().equals("Namespaced"),
                served.singularResource(),
                served.shortNames(),
                served.categories(),
                served.verbs());
    }

    private static Resource<?> resource(
            GroupVersionResource name,
            String kind,
            boolean namespaced,
            String singular,
            List<String> shortNames,
            List<String> categories,
            List<String> verbs) {
        Resource<?> known = Types.resource(name);
        if (known != null && known.kind().equals(kind)) return served(known, verbs);
        var gvk = new GroupVersionKind(name.group(), name.version(), kind);
        KubeType<DynamicObject> type = KubeType.of(gvk.group(), gvk.version(), kind, "", new DynamicCodec(gvk));
        return new Resource<>(
                name.group(),
                name.version(),
                name.resource(),
                kind,
                namespaced,
                type,
                singular,
                shortNames,
                categories,
                verbs,
                List.<Subresource>of(),
                true);
    }

    /// A built-in resource with the verbs that this server has for it.
    private static <T extends KubeObject> Resource<T> served(Resource<T> known, List<String> verbs) {
        return new Resource<>(
                known.group(),
                known.version(),
                known.plural(),
                known.kind(),
                known.namespaced(),
                known.type(),
                known.singular(),
                known.shortNames(),
                known.categories(),
                verbs,
                known.subresources(),
                known.onByDefault());
    }

    /// A server without aggregated documents: one more request for each group version.
    private void plain(String root, JsonObject document) throws InterruptedException {
        if (root.equals("/api")) {
            for (String version : strings(document, "versions")) plainVersion("/api/" + version, "", version);
            return;
        }
        for (JsonValue item : document.array("groups").values()) {
            if (!(item instanceof JsonObject group)) continue;
            for (JsonValue entry : group.array("versions").values()) {
                if (!(entry instanceof JsonObject version)) continue;
                plainVersion(
                        "/apis/" + version.string("groupVersion"), group.string("name"), version.string("version"));
            }
        }
    }

    private void plainVersion(String path, String group, String version) throws InterruptedException {
        try {
            RawResponse response = client.raw(RawRequest.get(path));
            if (response.status() == 200) {
                for (JsonValue item : tree(response).array("resources").values()) {
                    if (item instanceof JsonObject resource) plainResource(group, version, resource);
                }
                return;
            }
        } catch (ApiException | JsonException e) {
            System.getLogger(Discovery.class.getName())
                    .log(System.Logger.Level.DEBUG, "discovery of {0} failed: {1}", path, e.getMessage());
        }
        stale.add(new GroupVersion(group, version));
    }

    private void plainResource(String group, String version, JsonObject served) {
        String plural = served.string("name");
        // Subresources are listed beside their resources.
        if (plural.contains("/")) return;
        resources.add(resource(
                new GroupVersionResource(group, version, plural),
                served.string("kind"),
                served.get("namespaced") == JsonBool.TRUE,
                served.string("singularName").toLowerCase(Locale.ROOT),
                strings(served, "shortNames"),
                strings(served, "categories"),
                strings(served, "verbs")));
    }

    private static JsonObject tree(RawResponse response) throws JsonException {
        return JsonValue.parse(response.body().shared()) instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private static List<String> strings(JsonObject object, String name) {
        List<String> result = new ArrayList<>();
        for (JsonValue value : object.array(name).values()) {
            if (value instanceof JsonString(String text)) result.add(text);
        }
        return result;
    }
}
