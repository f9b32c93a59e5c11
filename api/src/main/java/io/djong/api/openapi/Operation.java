package io.djong.api.openapi;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.meta.GroupVersion;
import io.djong.api.schema.TypeSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes the operations on one kind, with upstream's ids.
final class Operation {
    private static final List<String> MEDIA =
            List.of("application/json", "application/vnd.kubernetes.protobuf", "application/yaml");
    private static final List<String> MEDIA_WATCH =
            List.of("application/json;stream=watch", "application/vnd.kubernetes.protobuf;stream=watch");
    private static final List<String> PATCHES = List.of(
            "application/apply-patch+yaml",
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json");

    /// Kinds that answer a delete with the object itself.
    private static final Set<String> DELETED_ITSELF = Set.of(
            "CSIDriver",
            "CSINode",
            "DeviceClass",
            "DeviceTaintRule",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Pod",
            "PodTemplate",
            "ResourceClaim",
            "ResourceClaimTemplate",
            "ResourcePoolStatusRequest",
            "ResourceQuota",
            "ResourceSlice",
            "Service",
            "ServiceAccount",
            "StorageClass",
            "VolumeAttachment",
            "VolumeAttributesClass");

    private final GroupVersion version;
    private final String kind;
    private final Components components;
    private final TypeSchema type;
    private final String suffix;
    private final GroupVersion owner;
    private final String ownerKind;

    /// @param suffix the subresource as it stands in ids, `Status`; "" for none
    Operation(GroupVersion version, String kind, Components components, TypeSchema type, String suffix) {
        this(version, kind, components, type, suffix, version, kind);
    }

    private Operation(
            GroupVersion version,
            String kind,
            Components components,
            TypeSchema type,
            String suffix,
            GroupVersion owner,
            String ownerKind) {
        this.version = version;
        this.kind = kind;
        this.components = components;
        this.type = type;
        this.suffix = suffix;
        this.owner = owner;
        this.ownerKind = ownerKind;
    }

    /// The same on the kind that has the subresource.
    Operation as(GroupVersion owner, String ownerKind) {
        return new Operation(version, kind, components, type, suffix, owner, ownerKind);
    }

    /// An operation but for the parameters that it shares with the others of its path.
    record Made(JsonObject body, List<String> parameters) {
        JsonObject node(JsonArray own) {
            return own.size() == 0 ? body : body.with("parameters", own);
        }
    }

    static Made discovery(GroupVersion version, Components components) {
        var body = new Node()
                .put("description", "get available resources")
                .put("operationId", "get" + ids(version) + "APIResources")
                .put("tags", tags(version))
                .put("responses", okOnly(components.ref("meta/v1.APIResourceList")))
                .done();
        return new Made(body, List.of());
    }

    /// What answers one kind of document, in every form.
    static JsonObject okOnly(JsonObject schema) {
        return responses(List.of("200"), schema, MEDIA);
    }

    Made list(String middle, boolean watches) {
        return list(middle, ownerKind, watches);
    }

    Made listAllNamespaces(boolean watches) {
        return list("", ownerKind + "ForAllNamespaces", watches);
    }

    private Made list(String middle, String tail, boolean watches) {
        String words = (watches ? "list or watch" : "list") + " objects of kind " + kind;
        return make("list", middle, tail, "list", words, listResponse(), Parameters.LIST);
    }

    Made log(String middle, List<String> parameters) {
        var media = new ArrayList<>(MEDIA);
        media.add("text/plain");
        var answer = responses(List.of("200"), Node.of("type", "string"), media);
        return make("read", middle, ownerKind + suffix, "get", "read" + what(), answer, parameters);
    }

    Made watchList(String middle, String tail) {
        return make(
                "watch",
                middle,
                ownerKind + tail,
                "watchlist",
                "watch individual changes to a list of " + kind,
                watchResponse(),
                Parameters.LIST);
    }

    Made watch(String middle) {
        return make(
                "watch",
                middle,
                ownerKind,
                "watch",
                "watch changes to an object of kind " + kind,
                watchResponse(),
                Parameters.LIST);
    }

    Made create(String verb, String middle) {
        var node = responses(List.of("200", "201", "202"), components.ref(type), MEDIA);
        return withBody(
                make(verb, middle, ownerKind + suffix, "post", "create" + article(), node, Parameters.WRITE),
                components.ref(type),
                List.of("*/*"),
                true);
    }

    Made read(String middle) {
        return make(
                "read",
                middle,
                ownerKind + suffix,
                "get",
                "read" + what(),
                responses(List.of("200"), components.ref(type), MEDIA),
                List.of());
    }

    Made replace(String middle) {
        var node = responses(List.of("200", "201"), components.ref(type), MEDIA);
        return withBody(
                make("replace", middle, ownerKind + suffix, "put", "replace" + what(), node, Parameters.WRITE),
                components.ref(type),
                List.of("*/*"),
                true);
    }

    Made patch(String middle) {
        var node = responses(List.of("200", "201"), components.ref(type), MEDIA);
        return withBody(
                make("patch", middle, ownerKind + suffix, "patch", "partially update" + what(), node, Parameters.PATCH),
                components.patch(),
                PATCHES,
                true);
    }

    Made delete(String middle) {
        var node = responses(List.of("200", "202"), deleted(), MEDIA);
        var options = components.ref("meta/v1.DeleteOptions");
        return withBody(
                make("delete", middle, ownerKind, "delete", "delete" + article(), node, Parameters.DELETE),
                options,
                List.of("*/*"),
                false);
    }

    Made deleteCollection(String middle) {
        var node = responses(List.of("200"), components.ref("meta/v1.Status"), MEDIA);
        var options = components.ref("meta/v1.DeleteOptions");
        return withBody(
                make(
                        "delete",
                        "Collection" + middle,
                        ownerKind,
                        "deletecollection",
                        "delete collection of " + kind,
                        node,
                        Parameters.DELETE_COLLECTION),
                options,
                List.of("*/*"),
                false);
    }

    Made connect(String method, String middle, List<String> parameters, String tail) {
        String what = "connect " + method.toUpperCase(Locale.ROOT) + " requests to " + suffix.toLowerCase(Locale.ROOT)
                + " of " + ownerKind;
        var answer = responses(List.of("200"), Node.of("type", "string"), List.of("*/*"));
        var made =
                make("connect", title(method) + middle, ownerKind + suffix + tail, "connect", what, answer, parameters);
        return new Made(made.body(), parameters);
    }

    private JsonObject deleted() {
        return components.ref(DELETED_ITSELF.contains(kind) ? type : TypeSchema.of("meta/v1.Status"));
    }

    private Made make(
            String verb,
            String middle,
            String tail,
            String action,
            String words,
            JsonObject responses,
            List<String> parameters) {
        var body = new Node()
                .put("description", words)
                .put("operationId", verb + ids(owner) + middle + tail)
                .put("tags", tags(owner))
                .put("responses", responses)
                .put("x-kubernetes-action", action)
                .put("x-kubernetes-group-version-kind", Components.kind(version, kind))
                .done();
        boolean connect = action.equals("connect");
        var names = new ArrayList<>(parameters);
        if (!connect) names.add("pretty");
        return new Made(body, names);
    }

    private static Made withBody(Made made, JsonObject schema, List<String> media, boolean required) {
        var content = new Node();
        for (String type : media)
            content.put(type, new Node().put("schema", schema).done());
        var body = new Node().put("content", content.done());
        if (required) body.put("required", true);
        return new Made(made.body().with("requestBody", body.done()), made.parameters());
    }

    private JsonObject listResponse() {
        var list = TypeSchema.of(type.name() + "List");
        var media = new ArrayList<>(MEDIA);
        media.addAll(MEDIA_WATCH);
        return responses(List.of("200"), components.ref(list), media);
    }

    private JsonObject watchResponse() {
        var media = new ArrayList<>(MEDIA);
        media.addAll(MEDIA_WATCH);
        return responses(List.of("200"), components.ref("meta/v1.WatchEvent"), media);
    }

    static JsonObject responses(List<String> codes, JsonObject schema, List<String> media) {
        var content = new Node();
        for (String type : media)
            content.put(type, new Node().put("schema", schema).done());
        JsonObject all = content.done();
        var node = new Node();
        for (String code : codes) {
            String words = code.equals("200") ? "OK" : code.equals("201") ? "Created" : "Accepted";
            node.put(
                    code,
                    new Node().put("description", words).put("content", all).done());
        }
        return node.put("401", Node.of("description", "Unauthorized")).done();
    }

    private String article() {
        boolean plural = ownerKind.endsWith("s") && !ownerKind.endsWith("ss");
        boolean vowel = "AEIOU".indexOf(ownerKind.charAt(0)) >= 0;
        return (suffix.isEmpty() ? "" : " " + suffix.toLowerCase(Locale.ROOT) + " of")
                + (plural ? " " : vowel ? " an " : " a ")
                + ownerKind;
    }

    private String what() {
        return (suffix.isEmpty() ? "" : " " + suffix.toLowerCase(Locale.ROOT) + " of") + " the specified " + ownerKind;
    }

    private static JsonArray tags(GroupVersion version) {
        String name = name(version.group());
        String group = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return Node.strings(List.of(group + "_" + version.version()));
    }

    /// `CoreV1`, `RbacAuthorizationV1`.
    private static String ids(GroupVersion version) {
        return name(version.group()) + title(version.version());
    }

    /// A group as it stands in ids: `RbacAuthorization`.
    static String name(String group) {
        String stem = group.endsWith(".k8s.io") ? group.substring(0, group.length() - ".k8s.io".length()) : group;
        var out = new StringBuilder();
        for (String word : (stem.isEmpty() ? "core" : stem).split("\\.")) out.append(title(word));
        return out.toString();
    }

    static String title(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
