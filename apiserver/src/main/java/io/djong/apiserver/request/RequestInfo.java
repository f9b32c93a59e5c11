package io.djong.apiserver.request;

import java.util.List;
import java.util.Map;

/// What a request is about, read off its method, path and query, as upstream's `RequestInfo`.
///
/// @param resourceRequest whether it is about an API resource; if not, only `verb` (the lower-case
///     method) and `path` count
/// @param path the decoded URL path
/// @param verb `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`
/// @param apiPrefix `api` or `apis`
/// @param group "" for the core group
/// @param namespace "" when none was given; a namespace's own requests carry its name here too
/// @param subresource "" for the resource itself
/// @param name "" for collections
/// @param parts the path's segments from the resource on
public record RequestInfo(
        boolean resourceRequest,
        String path,
        String verb,
        String apiPrefix,
        String group,
        String version,
        String namespace,
        String resource,
        String subresource,
        String name,
        List<String> parts) {

    private static final Map<String, String> VERB_OF_METHOD = Map.of(
            "POST", "create", "GET", "get", "HEAD", "get", "PUT", "update", "PATCH", "patch", "DELETE", "delete");

    /// Subresources of `namespaces/{name}`; any other segment there is a resource in that namespace.
    private static final List<String> NAMESPACE_SUBRESOURCES = List.of("status", "finalize");

    /// Reads the request line.
    ///
    /// @param path decoded, without query
    public static RequestInfo of(String method, String path, Query query) {
        var parts = segments(path);
        if (parts.size() < 3
                || !(parts.getFirst().equals("api") || parts.getFirst().equals("apis"))) {
            return nonResource(method, path);
        }
        var grouped = parts.getFirst().equals("apis");
        if (grouped && parts.size() < 4) {
            return nonResource(method, path);
        }
        var group = grouped ? parts.get(1) : "";
        var version = parts.get(grouped ? 2 : 1);
        return resource(
                method, path, parts.getFirst(), group, version, parts.subList(grouped ? 3 : 2, parts.size()), query);
    }

    private static RequestInfo resource(
            String method, String path, String prefix, String group, String version, List<String> rest, Query query) {
        var verb = VERB_OF_METHOD.getOrDefault(method, "");
        if (rest.getFirst().equals("watch") && rest.size() > 1) {
            verb = "watch";
            rest = rest.subList(1, rest.size());
        }
        var namespace = "";
        if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            if (rest.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(rest.get(2))) {
                rest = rest.subList(2, rest.size());
            }
        }
        var resource = rest.getFirst();
        var name = rest.size() > 1 ? rest.get(1) : "";
        var subresource = rest.size() > 2 ? rest.get(2) : "";
        if (name.isEmpty() && verb.equals("get")) {
            verb = query.flag("watch") ? "watch" : "list";
        }
        if (name.isEmpty() && (verb.equals("list") || verb.equals("watch") || verb.equals("delete"))) {
            name = verb.equals("delete") ? "" : nameSelected(query.first("fieldSelector"));
        }
        if (verb.equals("delete") && name.isEmpty()) {
            verb = "deletecollection";
        }
        return new RequestInfo(
                true, path, verb, prefix, group, version, namespace, resource, subresource, name, List.copyOf(rest));
    }

    /// Whether the path names a collection, although a field selector may have given [#name()].
    public boolean collection() {
        return parts.size() < 2;
    }

    /// The name in the path; "" for collections.
    public String pathName() {
        return parts.size() > 1 ? parts.get(1) : "";
    }

    /// The part of the path after the subresource, with a leading slash, or "" (proxy requests).
    public String trailingPath() {
        return parts.size() > 3 ? "/" + String.join("/", parts.subList(3, parts.size())) : "";
    }

    private static RequestInfo nonResource(String method, String path) {
        return new RequestInfo(
                false, path, method.toLowerCase(java.util.Locale.ROOT), "", "", "", "", "", "", "", List.of());
    }

    /// The name of a `metadata.name=NAME` requirement; authorisation of list and watch counts it as the
    /// object's name.
    private static String nameSelected(String fieldSelector) {
        for (var term : fieldSelector.split(",")) {
            var at = term.indexOf('=');
            if (at > 0 && term.substring(0, at).strip().equals("metadata.name")) {
                var value = term.substring(term.startsWith("==", at) ? at + 2 : at + 1)
                        .strip();
                return value.matches("[A-Za-z0-9.-]*") ? value : "";
            }
        }
        return "";
    }

    private static List<String> segments(String path) {
        var trimmed = path.startsWith("/") ? path.substring(1) : path;
        if (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("/", -1));
    }
}
