package io.djong.api.openapi;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.json.OrderedMap;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The OpenAPI v2 document, one for everything that a server has: `GET /openapi/v2`.
///
/// It says what the documents of version 3 say, in the older form: bodies are parameters, defaults are left out,
/// and parameters that many operations take stand once for all.
public final class OpenApiV2 {
    private static final List<String> MEDIA =
            List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");
    private static final List<String> MEDIA_ORDER = List.of(
            "text/plain",
            "application/json",
            "application/yaml",
            "application/vnd.kubernetes.protobuf",
            "application/json;stream=watch",
            "application/vnd.kubernetes.protobuf;stream=watch",
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json",
            "application/apply-patch+yaml");

    /// Kinds of every group stand in every version that upstream registers, also in those that are not served.
    private static final List<String> REGISTERED = List.of(
            "v1",
            "admission.k8s.io/v1,v1beta1",
            "admissionregistration.k8s.io/v1,v1alpha1,v1beta1",
            "apiextensions.k8s.io/v1,v1beta1",
            "apiregistration.k8s.io/v1,v1beta1",
            "apps/v1,v1beta1,v1beta2",
            "authentication.k8s.io/v1,v1alpha1,v1beta1",
            "authorization.k8s.io/v1,v1beta1",
            "autoscaling/v1,v2",
            "batch/v1,v1beta1",
            "certificates.k8s.io/v1,v1alpha1,v1beta1",
            "coordination.k8s.io/v1,v1alpha2,v1beta1",
            "discovery.k8s.io/v1,v1beta1",
            "events.k8s.io/v1,v1beta1",
            "extensions/v1beta1",
            "flowcontrol.apiserver.k8s.io/v1,v1beta1,v1beta2,v1beta3",
            "imagepolicy.k8s.io/v1alpha1",
            "internal.apiserver.k8s.io/v1alpha1",
            "networking.k8s.io/v1,v1beta1",
            "node.k8s.io/v1,v1alpha1,v1beta1",
            "policy/v1,v1beta1",
            "rbac.authorization.k8s.io/v1,v1alpha1,v1beta1",
            "resource.k8s.io/v1,v1alpha3,v1beta1,v1beta2",
            "scheduling.k8s.io/v1,v1alpha2,v1beta1",
            "storage.k8s.io/v1,v1alpha1,v1beta1",
            "storagemigration.k8s.io/v1beta1");

    private final Components components = new Components(registered());
    private final SharedParameters shared = new SharedParameters();
    private final OrderedMap.Collector<JsonValue> paths = new OrderedMap.Collector<>();

    private OpenApiV2() {}

    /// The document. Costs some hundred milliseconds of CPU: keep it.
    ///
    /// @param served the resources of each group version, with the subresources that are served
    /// @param roots the other paths
    /// @param release such as `1.36`
    public static JsonObject document(
            Map<GroupVersion, List<? extends Resource<?>>> served, List<RootPath> roots, String release) {
        return new OpenApiV2().make(served, roots, release);
    }

    private JsonObject make(
            Map<GroupVersion, List<? extends Resource<?>>> served, List<RootPath> roots, String release) {
        var found = new TreeMap<String, JsonObject>();
        served.forEach((version, resources) ->
                add(found, new Paths(version, OpenApiV3.root(version), components).of(resources)));
        for (RootPath root : roots) add(found, root.node(components));
        found.forEach((path, node) -> paths.add(path, path(node)));
        var definitions = new Node();
        components.schemas().members().forEach((name, schema) -> definitions.put(name, schema(schema)));
        var bearer = new Node().put("BearerToken", OpenApiV3.bearer()).done();
        return new Node()
                .put("swagger", "2.0")
                .put("info", OpenApiV3.info(release))
                .put("paths", new JsonObject(paths))
                .put("definitions", definitions.done())
                .put("parameters", shared.all())
                .put("securityDefinitions", bearer)
                .put(
                        "security",
                        JsonArray.of(
                                new Node().put("BearerToken", JsonArray.EMPTY).done()))
                .done();
    }

    private static void add(Map<String, JsonObject> found, JsonObject more) {
        more.members().forEach((path, node) -> {
            if (node instanceof JsonObject object) found.put(path, object);
        });
    }

    private static List<GroupVersion> registered() {
        var all = new ArrayList<GroupVersion>();
        for (String line : REGISTERED) {
            int slash = line.indexOf('/');
            for (String version : line.substring(slash + 1).split(",")) {
                all.add(new GroupVersion(slash < 0 ? "" : line.substring(0, slash), version));
            }
        }
        return all;
    }

    private JsonObject path(JsonObject v3) {
        var node = new Node();
        v3.members().forEach((name, value) -> {
            if (value instanceof JsonArray(var parameters)) node.put(name, parameters(parameters));
            else if (value instanceof JsonObject operation) node.put(name, operation(operation));
        });
        return node.done();
    }

    private JsonObject operation(JsonObject v3) {
        var node = new Node();
        v3.without("requestBody")
                .without("responses")
                .without("parameters")
                .members()
                .forEach(node::put);
        var body = v3.object("requestBody");
        var content = v3.object("responses").object("200").object("content");
        var produces = ordered(content);
        if (body.size() > 0) {
            node.put("consumes", ordered(body.object("content")));
        } else {
            var consumes = consumes(v3, produces);
            if (consumes.size() > 0) node.put("consumes", consumes);
        }
        node.put("produces", produces);
        node.put("schemes", Node.strings(List.of("https")));
        var parameters = new ArrayList<>(v3.array("parameters").values());
        if (body.size() > 0) parameters.add(body(body));
        if (!parameters.isEmpty()) node.put("parameters", parameters(parameters));
        return node.put("responses", responses(v3.object("responses"))).done();
    }

    /// Documents about the server say what they can be asked in, resources take anything.
    private static JsonArray consumes(JsonObject operation, JsonArray produces) {
        if (operation.get("x-kubernetes-action") != null) return Node.strings(List.of("*/*"));
        if (operation.string("operationId").startsWith("getServiceAccountIssuer")) return JsonArray.EMPTY;
        return produces.size() == 1 ? produces : Node.strings(MEDIA);
    }

    private static JsonArray ordered(JsonObject content) {
        return Node.strings(content.members().keySet().stream()
                .sorted(Comparator.comparingInt(MEDIA_ORDER::indexOf))
                .toList());
    }

    private static JsonObject body(JsonObject requestBody) {
        var node = new Node().put("name", "body").put("in", "body");
        if (requestBody.get("required") instanceof JsonBool required) node.put("required", required);
        return node.put("schema", answer(requestBody)).done();
    }

    private static JsonObject responses(JsonObject v3) {
        var node = new Node();
        v3.members().forEach((code, value) -> {
            if (!(value instanceof JsonObject response)) return;
            var one = new Node().put("description", response.string("description"));
            if (response.get("content") != null) one.put("schema", answer(response));
            node.put(code, one.done());
        });
        return node.done();
    }

    /// The schema of a content, which is the same in every form.
    private static JsonObject answer(JsonObject holder) {
        for (JsonValue form : holder.object("content").members().values()) {
            if (form instanceof JsonObject object) return schema(object.object("schema"));
        }
        return JsonObject.EMPTY;
    }

    private JsonArray parameters(List<JsonValue> v3) {
        var byName = Comparator.<JsonObject, String>comparing(one -> one.string("name"));
        return new JsonArray(v3.stream()
                .map(one -> one instanceof JsonObject object ? parameter(object) : JsonObject.EMPTY)
                .sorted(byName.thenComparing(one -> one.string("in")))
                .<JsonValue>map(shared::place)
                .toList());
    }

    private static JsonObject parameter(JsonObject v3) {
        if (v3.string("in").equals("body")) return v3;
        var node = new Node();
        v3.without("schema").members().forEach(node::put);
        return node.putAll(v3.object("schema")).done();
    }

    /// Without defaults; what is a reference besides other things is nothing but a reference.
    private static JsonObject schema(JsonValue v3) {
        if (!(v3 instanceof JsonObject object)) return JsonObject.EMPTY;
        var node = new Node();
        object.members().forEach((key, value) -> {
            switch (key) {
                case "default" -> {}
                case "$ref" -> node.put(key, reference(value));
                case "allOf" -> node.putAll(schema(value instanceof JsonArray all ? all.get(0) : value));
                case "oneOf" -> node.put("type", "string"); // the older form has no choices
                case "items", "additionalProperties" -> node.put(key, schema(value));
                case "properties" -> {
                    var properties = new Node();
                    if (value instanceof JsonObject all) {
                        all.members().forEach((field, form) -> properties.put(field, schema(form)));
                    }
                    node.put(key, properties.done());
                }
                default -> node.put(key, value);
            }
        });
        return node.done();
    }

    private static JsonString reference(JsonValue v3) {
        String text = v3 instanceof JsonString(var ref) ? ref : "";
        return new JsonString(text.replace("#/components/schemas/", "#/definitions/"));
    }
}
