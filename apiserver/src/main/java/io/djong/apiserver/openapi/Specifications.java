package io.djong.apiserver.openapi;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.openapi.OpenApiProtobuf;
import io.djong.api.openapi.OpenApiV2;
import io.djong.api.openapi.OpenApiV3;
import io.djong.api.openapi.RootPath;
import io.djong.apiserver.discovery.ServedApis;
import io.djong.base.time.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The documents about what a server serves: one of version 2 for everything, one of version 3 for each group
/// version and a few other paths.
final class Specifications {
    private final ServedApis apis;
    private final String release;
    private final Specification v2;
    private final Map<String, Specification> v3 = new TreeMap<>();

    /// @param release such as `1.36`
    Specifications(Environment environment, ServedApis apis, String release) {
        this.apis = apis;
        this.release = release;
        this.v2 = new Specification(environment, this::whole, OpenApiProtobuf::v2);
        for (var version : versions()) {
            var path = version.group().isEmpty() ? "api/" + version.version() : "apis/" + version;
            put(environment, path, () -> OpenApiV3.document(version, resources(version), release));
        }
        for (var root : roots()) {
            put(environment, root.path(), () -> OpenApiV3.document(root, release));
        }
    }

    private void put(Environment environment, String path, Supplier<JsonObject> tree) {
        v3.put(path, new Specification(environment, tree, OpenApiProtobuf::v3));
    }

    Specification v2() {
        return v2;
    }

    /// @param path below `/openapi/v3/`: `api/v1`, `apis/apps`, `version`
    @Nullable
    Specification v3(String path) {
        return v3.get(path);
    }

    /// The list of documents of version 3, which asks for all of them to know their hashes.
    byte[] index() throws InterruptedException {
        var out = new JsonWriter(1 << 14);
        out.beginObject();
        out.key("paths");
        out.beginObject();
        for (var entry : v3.entrySet()) {
            out.key(entry.getKey());
            out.beginObject();
            out.key("serverRelativeURL");
            out.string(OpenApiStage.V3 + "/" + entry.getKey() + "?hash="
                    + entry.getValue().json().hash());
            out.endObject();
        }
        out.endObject();
        out.endObject();
        return out.toBytes();
    }

    private JsonObject whole() {
        var served = new LinkedHashMap<GroupVersion, List<? extends Resource<?>>>();
        for (var version : versions()) served.put(version, resources(version));
        return OpenApiV2.document(served, roots(), release);
    }

    private List<RootPath> roots() {
        var roots = new ArrayList<>(RootPath.ALL);
        for (var group : apis.groups()) if (!group.isEmpty()) roots.add(RootPath.group(group));
        return roots;
    }

    private List<GroupVersion> versions() {
        return apis.groups().stream()
                .flatMap(group -> apis.versions(group).stream().map(version -> new GroupVersion(group, version)))
                .toList();
    }

    private List<? extends Resource<?>> resources(GroupVersion version) {
        return apis.resources(version).stream()
                .map(served -> withSubresources(served.resource(), served))
                .toList();
    }

    /// The resource with those subresources only that are served.
    private static <T extends KubeObject> Resource<T> withSubresources(Resource<T> resource, ServedApis.Served served) {
        return new Resource<>(
                resource.group(),
                resource.version(),
                resource.plural(),
                resource.kind(),
                resource.namespaced(),
                resource.type(),
                resource.singular(),
                resource.shortNames(),
                resource.categories(),
                resource.verbs(),
                served.subresources(),
                resource.onByDefault());
    }
}
