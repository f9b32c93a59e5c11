package io.djong.api.openapi;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.Resource;
import java.util.List;

/// The OpenAPI v3 document of one version of one group: `GET /openapi/v3/apis/apps/v1`. Source: KEP-2896.
public final class OpenApiV3 {
    private OpenApiV3() {}

    /// The document of those resources, which must be of one group version. Costs some milliseconds of CPU: keep it.
    ///
    /// @param resources with the subresources that are served
    /// @param serverVersion such as `v1.36.3`
    public static JsonObject document(
            GroupVersion version, List<? extends Resource<?>> resources, String serverVersion) {
        String root = version.group().isEmpty() ? "/api/" + version.version() : "/apis/" + version;
        var components = new Components(version);
        JsonObject paths = new Paths(version, root, components).of(resources);
        var bearer = new Node()
                .put("type", "apiKey")
                .put("description", "Bearer Token authentication")
                .put("name", "authorization")
                .put("in", "header")
                .done();
        return new Node()
                .put("openapi", "3.0.0")
                .put(
                        "info",
                        new Node()
                                .put("title", "Kubernetes")
                                .put("version", serverVersion)
                                .done())
                .put("paths", paths)
                .put(
                        "components",
                        new Node()
                                .put("schemas", components.schemas())
                                .put(
                                        "securitySchemes",
                                        new Node().put("BearerToken", bearer).done())
                                .done())
                .put(
                        "security",
                        new JsonArray(List.<JsonValue>of(
                                new Node().put("BearerToken", JsonArray.EMPTY).done())))
                .done();
    }
}
