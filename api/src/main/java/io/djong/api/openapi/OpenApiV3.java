package io.djong.api.openapi;

import io.djong.api.json.JsonObject;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.Resource;
import java.util.List;

/// The OpenAPI v3 document of one version of one group: `GET /openapi/v3/apis/apps/v1`. Source: KEP-2896.
public final class OpenApiV3 {
    private OpenApiV3() {}

    /// The document of those resources, which must be of one group version. Costs some milliseconds of CPU: keep it.
    ///
    /// @param resources with the subresources that are served
    /// @param release such as `1.36`
    public static JsonObject document(GroupVersion version, List<? extends Resource<?>> resources, String release) {
        var core = new GroupVersion("", "v1");
        var components = new Components(version.equals(core) ? List.of(core) : List.of(core, version));
        return whole(new Paths(version, root(version), components).of(resources), components, release);
    }

    /// The document at `apis/GROUP`, or at `api`, `apis`, `version` and the other paths that are no group version:
    /// one path and what it answers.
    public static JsonObject document(RootPath path, String release) {
        var components = new Components(List.of());
        return whole(path.node(components), components, release);
    }

    private static JsonObject whole(JsonObject paths, Components components, String release) {
        var parts = new Node();
        var schemas = components.schemas();
        if (schemas.size() > 0) parts.put("schemas", schemas);
        parts.put("securitySchemes", new Node().put("BearerToken", bearer()).done());
        return new Node()
                .put("openapi", "3.0.0")
                .put("info", info(release))
                .put("paths", paths)
                .put("components", parts.done())
                .done();
    }

    static String root(GroupVersion version) {
        return version.group().isEmpty() ? "/api/" + version.version() : "/apis/" + version;
    }

    static JsonObject info(String release) {
        return new Node().put("title", "Kubernetes").put("version", release).done();
    }

    static JsonObject bearer() {
        return new Node()
                .put("type", "apiKey")
                .put("description", "Bearer Token authentication")
                .put("name", "authorization")
                .put("in", "header")
                .done();
    }
}
