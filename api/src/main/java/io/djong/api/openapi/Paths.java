package io.djong.api.openapi;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.json.OrderedMap;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.Resource;
import io.djong.api.meta.Subresource;
import io.djong.api.schema.FieldSchema;
import io.djong.api.schema.TypeSchema;
import io.djong.api.types.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `paths` of a document.
final class Paths {
    private final GroupVersion version;
    private final String root;
    private final Components components;
    private final OrderedMap.Collector<JsonValue> paths = new OrderedMap.Collector<>();

    Paths(GroupVersion version, String root, Components components) {
        this.version = version;
        this.root = root;
        this.components = components;
    }

    JsonObject of(List<? extends Resource<?>> resources) {
        var discovery = Operation.discovery(version, components);
        path(root + "/", List.of(), "", Map.of("get", discovery));
        for (Resource<?> resource : resources) {
            resource(resource);
            for (Subresource part : resource.subresources()) subresource(resource, part);
        }
        return new JsonObject(paths);
    }

    private void resource(Resource<?> resource) {
        String collection = root + (resource.namespaced() ? "/namespaces/{namespace}/" : "/") + resource.plural();
        String middle = resource.namespaced() ? "Namespaced" : "";
        List<String> inPath = resource.namespaced() ? List.of("namespace") : List.of();
        List<String> named = new ArrayList<>(List.of("name"));
        named.addAll(inPath);
        var make = new Operation(
                version, resource.kind(), components, resource.type().schema(), "");
        var onAll = new LinkedHashMap<String, Operation.Made>();
        var onOne = new LinkedHashMap<String, Operation.Made>();
        boolean watches = resource.verbs().contains("watch");
        for (String verb : resource.verbs()) {
            switch (verb) {
                case "list" -> onAll.put("get", make.list(middle, watches));
                case "create" -> onAll.put("post", make.create("create", middle));
                case "deletecollection" -> onAll.put("delete", make.deleteCollection(middle));
                case "get" -> onOne.put("get", make.read(middle));
                case "update" -> onOne.put("put", make.replace(middle));
                case "patch" -> onOne.put("patch", make.patch(middle));
                case "delete" -> onOne.put("delete", make.delete(middle));
                default -> {} // watch: below
            }
        }
        path(collection, inPath, resource.kind(), onAll);
        path(collection + "/{name}", named, resource.kind(), onOne);
        if (resource.namespaced()) everywhere(resource, make);
        if (watches) watches(resource, make, middle, inPath, named);
    }

    private void everywhere(Resource<?> resource, Operation make) {
        if (!resource.verbs().contains("list")) return;
        var list = make.listAllNamespaces(resource.verbs().contains("watch"));
        path(root + "/" + resource.plural(), List.of(), "", Map.of("get", list));
    }

    private void watches(Resource<?> resource, Operation make, String middle, List<String> inPath, List<String> named) {
        String prefix =
                root + "/watch" + (resource.namespaced() ? "/namespaces/{namespace}/" : "/") + resource.plural();
        path(prefix, inPath, "", Map.of("get", make.watchList(middle, "List")));
        path(prefix + "/{name}", named, resource.kind(), Map.of("get", make.watch(middle)));
        if (resource.namespaced()) {
            path(
                    root + "/watch/" + resource.plural(),
                    List.of(),
                    "",
                    Map.of("get", make.watchList("", "ListForAllNamespaces")));
        }
    }

    private void subresource(Resource<?> resource, Subresource part) {
        String suffix = Operation.title(part.name());
        String path = root + (resource.namespaced() ? "/namespaces/{namespace}/" : "/") + resource.plural() + "/{name}/"
                + part.name();
        String middle = resource.namespaced() ? "Namespaced" : "";
        var named = new ArrayList<>(List.of("name"));
        if (resource.namespaced()) named.add("namespace");
        var type = Types.byGvk(part.kind());
        if (type == null) return;
        var schema = type.schema();
        var make = new Operation(part.kind().groupVersion(), part.kind().kind(), components, schema, suffix)
                .as(version, resource.kind());
        if (part.name().equals("log")) {
            var query = TypeSchema.of("core/v1.PodLogOptions").fields().stream()
                    .map(FieldSchema::name)
                    .filter(name -> !name.equals("sinceTime")) // a time is no parameter
                    .toList();
            path(path, named, resource.kind(), Map.of("get", make.log(middle, query)));
            return;
        }
        if (part.kind().kind().endsWith("Options")) {
            connect(path, named, make, middle, schema, part);
            return;
        }
        var methods = new LinkedHashMap<String, Operation.Made>();
        for (String verb : part.verbs()) {
            switch (verb) {
                case "get" -> methods.put("get", make.read(middle));
                case "create" -> methods.put("post", make.create("create", middle));
                case "update" -> methods.put("put", make.replace(middle));
                case "patch" -> methods.put("patch", make.patch(middle));
                default -> {}
            }
        }
        path(path, named, part.kind().kind(), methods);
    }

    /// exec, attach, port-forward and proxy: the fields of the options are parameters.
    private void connect(
            String path, List<String> named, Operation make, String middle, TypeSchema options, Subresource part) {
        var fields = options.fields().stream().map(field -> field.name()).toList();
        var methods = new LinkedHashMap<String, Operation.Made>();
        boolean proxy = part.name().equals("proxy");
        for (String method :
                proxy ? List.of("get", "post", "put", "patch", "delete", "head", "options") : List.of("get", "post")) {
            methods.put(method, make.connect(method, middle, fields, ""));
        }
        path(path, named, part.kind().kind(), methods);
        if (!proxy) return;
        var deeper = new LinkedHashMap<String, Operation.Made>();
        for (String method : methods.keySet()) deeper.put(method, make.connect(method, middle, fields, "WithPath"));
        var longer = new ArrayList<>(named);
        longer.add("path");
        path(path + "/{path}", longer, part.kind().kind(), deeper);
    }

    /// What all operations take stands at the path.
    ///
    /// @param kind of the object that the name in the path is of
    private void path(String path, List<String> inPath, String kind, Map<String, Operation.Made> methods) {
        if (methods.isEmpty()) return;
        var first = methods.values().iterator().next();
        var shared = first.parameters().stream()
                .filter(name -> methods.values().stream()
                        .allMatch(made -> made.parameters().contains(name)))
                .toList();
        var common = new ArrayList<JsonObject>();
        for (String name : inPath) common.add(Parameters.path(name, kind));
        for (String name : shared) common.add(Parameters.query(name, components));
        var node = new Node();
        methods.forEach((method, made) -> {
            var own = made.parameters().stream()
                    .filter(name -> !shared.contains(name))
                    .map(name -> Parameters.query(name, components))
                    .toList();
            node.put(method, made.node(sorted(own)));
        });
        if (!common.isEmpty()) node.put("parameters", sorted(common));
        paths.add(path, node.done());
    }

    private static JsonArray sorted(List<JsonObject> parameters) {
        var byName = Comparator.<JsonObject, String>comparing(one -> one.string("name"));
        return new JsonArray(parameters.stream()
                .sorted(byName.thenComparing(one -> one.string("in")))
                .<JsonValue>map(one -> one)
                .toList());
    }
}
