package io.djong.api.openapi;

import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonObject;
import io.djong.api.schema.TypeSchema;
import java.util.List;
import java.util.Map;

/// The parameters that operations take: the same ones everywhere.
final class Parameters {
    static final List<String> LIST = List.of(
            "allowWatchBookmarks",
            "continue",
            "fieldSelector",
            "labelSelector",
            "limit",
            "resourceVersion",
            "resourceVersionMatch",
            "sendInitialEvents",
            "shardSelector",
            "timeoutSeconds",
            "watch");
    static final List<String> DELETE = List.of(
            "dryRun",
            "gracePeriodSeconds",
            "ignoreStoreReadErrorWithClusterBreakingPotential",
            "orphanDependents",
            "propagationPolicy");
    static final List<String> DELETE_COLLECTION = List.of(
            "continue",
            "dryRun",
            "fieldSelector",
            "gracePeriodSeconds",
            "ignoreStoreReadErrorWithClusterBreakingPotential",
            "labelSelector",
            "limit",
            "orphanDependents",
            "propagationPolicy",
            "resourceVersion",
            "resourceVersionMatch",
            "sendInitialEvents",
            "shardSelector",
            "timeoutSeconds");
    static final List<String> WRITE = List.of("dryRun", "fieldManager", "fieldValidation");
    static final List<String> PATCH = List.of("dryRun", "fieldManager", "fieldValidation", "force");

    private static final List<String> BOOLEANS = List.of(
            "allowWatchBookmarks",
            "sendInitialEvents",
            "watch",
            "ignoreStoreReadErrorWithClusterBreakingPotential",
            "orphanDependents",
            "force",
            "follow",
            "previous",
            "timestamps",
            "insecureSkipTLSVerifyBackend",
            "stdin",
            "stdout",
            "stderr",
            "tty");
    private static final List<String> INTEGERS = List.of(
            "limit", "timeoutSeconds", "gracePeriodSeconds", "limitBytes", "sinceSeconds", "tailLines", "ports");

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("allowWatchBookmarks", "Whether a watch may carry BOOKMARK events."),
            Map.entry("continue", "Where the previous page of the list ended, as its metadata says."),
            Map.entry("fieldManager", "Who owns the fields that this request sets; at most 128 printable characters."),
            Map.entry("fieldSelector", "Only objects whose fields have these values."),
            Map.entry("fieldValidation", "What to do with unknown and duplicate fields: Ignore, Warn or Strict."),
            Map.entry("force", "Whether an apply takes over fields that others own."),
            Map.entry("labelSelector", "Only objects with these labels."),
            Map.entry("limit", "The largest number of objects in an answer."),
            Map.entry("namespace", "The namespace of the object."),
            Map.entry("path", "The path to use in the proxied request."),
            Map.entry("pretty", "Whether the answer is indented: true or false."),
            Map.entry("resourceVersion", "Which version of the data to serve, or to watch from."),
            Map.entry("resourceVersionMatch", "How resourceVersion is meant: NotOlderThan or Exact."),
            Map.entry("sendInitialEvents", "Whether a watch starts with what there is."),
            Map.entry("shardSelector", "Only a part of the objects, by the hash of a field."),
            Map.entry("timeoutSeconds", "Seconds after which the request ends."),
            Map.entry("watch", "Whether changes are sent as they happen, instead of a list."));

    private Parameters() {}

    /// A parameter of the query; those of a delete mean what the options of a delete mean.
    static JsonObject query(String name, Components components) {
        var option =
                DELETE.contains(name) ? TypeSchema.of("meta/v1.DeleteOptions").field(name) : null;
        String known = option == null ? "" : components.words(option);
        return of(name, "query", known.isEmpty() ? WORDS.getOrDefault(name, "") : known);
    }

    /// A part of the path.
    ///
    /// @param kind of the object with that name
    static JsonObject path(String name, String kind) {
        return of(name, "path", name.equals("name") ? "name of the " + kind : WORDS.getOrDefault(name, ""));
    }

    private static JsonObject of(String name, String place, String words) {
        String type = BOOLEANS.contains(name) ? "boolean" : INTEGERS.contains(name) ? "integer" : "string";
        var node = new Node()
                .put("name", name)
                .put("in", place)
                .putText("description", words)
                .put(
                        "schema",
                        new Node().put("type", type).put("uniqueItems", true).done());
        if (place.equals("path")) node.put("required", JsonBool.TRUE);
        return node.done();
    }
}
