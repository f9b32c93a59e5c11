package io.djong.api.openapi;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.json.OrderedMap;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.Resource;
import io.djong.api.meta.Subresource;
import io.djong.api.schema.TypeSchema;
import io.djong.api.types.Types;
import java.util.ArrayList;
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
        path(root + "/", List.of(), Map.of("get", discovery));
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
        for (String verb : resource.verbs()) {
            switch (verb) {
                case "list" -> onAll.put("get", make.list("list", middle));
                case "create" -> onAll.put("post", make.create("create", middle));
                case "deletecollection" -> onAll.put("delete", make.deleteCollection(middle));
                case "get" -> onOne.put("get", make.read(middle));
                case "update" -> onOne.put("put", make.replace(middle));
                case "patch" -> onOne.put("patch", make.patch(middle));
                case "delete" -> onOne.put("delete", make.delete(middle));
                default -> {} // watch: below
            }
        }
        path(collection, inPath, onAll);
        path(collection + "/{name}", named, onOne);
        boolean lists = resource.verbs().contains("list");
        if (resource.namespaced() && (lists || resource.verbs().contains("create"))) everywhere(resource, make);
        if (resource.verbs().contains("watch")) watches(resource, make, middle, inPath, named);
    }

    private void everywhere(Resource<?> resource, Operation make) {
        var methods = new LinkedHashMap<String, Operation.Made>();
        if (resource.verbs().contains("list")) methods.put("get", make.listAllNamespaces());
        if (!methods.isEmpty()) path(root + "/" + resource.plural(), List.of(), methods);
    }

    private void watches(Resource<?> resource, Operation make, String middle, List<String> inPath, List<String> named) {
        String prefix =
                root + "/watch" + (resource.namespaced() ? "/namespaces/{namespace}/" : "/") + resource.plural();
        path(prefix, inPath, Map.of("get", make.watchList(middle, "List")));
        path(prefix + "/{name}", named, Map.of("get", make.watch(middle)));
        if (resource.namespaced()) {
            path(
                    root + "/watch/" + resource.plural(),
                    List.of(),
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
        if (part.kind().kind().endsWith("Options") && !part.name().equals("log")) {
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
        path(path, named, methods);
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
        var query = new ArrayList<>(named);
        path(path, query, methods);
        if (!proxy) return;
        var deeper = new LinkedHashMap<String, Operation.Made>();
        for (String method : methods.keySet()) deeper.put(method, make.connect(method, middle, fields, "WithPath"));
        query.add("path");
        path(path + "/{path}", query, deeper);
    }

    /// What all operations take stands at the path.
    private void path(String path, List<String> inPath, Map<String, Operation.Made> methods) {
        if (methods.isEmpty()) return;
        var common = new ArrayList<>(inPath);
        var first = methods.values().iterator().next();
        for (String name : first.parameters()) {
            boolean everywhere =
                    methods.values().stream().allMatch(made -> made.parameters().contains(name));
            if (everywhere && !common.contains(name)) common.add(name);
        }
        common.sort(null);
        var node = new Node();
        methods.forEach((method, made) -> {
            var own = made.parameters().stream()
                    .filter(name -> !common.contains(name))
                    .sorted()
                    .toList();
            node.put(method, made.node(own));
        });
        if (!common.isEmpty()) node.put("parameters", parameters(common));
        paths.add(path, node.done());
    }

    static JsonArray parameters(List<String> names) {
        return new JsonArray(names.stream().<JsonValue>map(Parameters::of).toList());
    }
}
