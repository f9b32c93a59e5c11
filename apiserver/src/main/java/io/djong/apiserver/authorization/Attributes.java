package io.djong.apiserver.authorization;

import io.djong.api.selector.FieldSelector;
import io.djong.apiserver.authentication.User;

/// What somebody wants to do, as `authorizer.Attributes` upstream.
///
/// @param verb `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`, …; the
///     lower-case HTTP method for other paths
/// @param resourceRequest whether the request is about an API resource; if not, only `path` counts
/// @param group "" for the core group
/// @param subresource "" for the resource itself
/// @param namespace "" for cluster-scoped resources and requests over all namespaces
/// @param name "" for collections
/// @param path the URL path
/// @param fields what a list, watch or deletion of a collection is limited to; what could not be
///     understood of it is left out
public record Attributes(
        User user,
        String verb,
        boolean resourceRequest,
        String group,
        String version,
        String resource,
        String subresource,
        String namespace,
        String name,
        String path,
        FieldSelector fields) {
    /// A question about a resource.
    public static Attributes resource(
            User user,
            String verb,
            String group,
            String version,
            String resource,
            String subresource,
            String namespace,
            String name) {
        return new Attributes(
                user, verb, true, group, version, resource, subresource, namespace, name, "", FieldSelector.EVERYTHING);
    }

    /// A question about another path.
    public static Attributes path(User user, String verb, String path) {
        return new Attributes(user, verb, false, "", "", "", "", "", "", path, FieldSelector.EVERYTHING);
    }

    /// The same question about only some objects of a collection.
    public Attributes withFields(FieldSelector value) {
        return new Attributes(
                user, verb, resourceRequest, group, version, resource, subresource, namespace, name, path, value);
    }

    /// Whether the verb only reads.
    public boolean readOnly() {
        return verb.equals("get") || verb.equals("list") || verb.equals("watch");
    }
}
