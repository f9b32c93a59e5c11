package io.djong.apiserver.cache;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A CustomResourceDefinition as upstream stores it: in `v1beta1`, although it serves `v1` alone, since that
/// says once what all versions share and is half as long. We store `v1`, which upstream reads.
///
/// Source: what kube-apiserver 1.36.3 was seen to write; <https://issue.k8s.io/82292>.
final class StoredDefinition {
    private static final String BETA = "apiextensions.k8s.io/v1beta1";
    private static final String SERVED = "apiextensions.k8s.io/v1";
    private static final String COLUMNS = "additionalPrinterColumns";

    /// What versions may share: its name at the whole, and at each version.
    private static final Map<String, String> SHARED = Map.of(
            "validation",
            "schema",
            "subresources",
            "subresources",
            COLUMNS,
            COLUMNS,
            "selectableFields",
            "selectableFields");

    private StoredDefinition() {}

    static boolean isBeta(JsonObject definition) {
        return definition.string("apiVersion").equals(BETA);
    }

    /// The same in `v1`.
    static JsonObject served(JsonObject definition) {
        var spec = definition.object("spec");
        var versions = new ArrayList<JsonValue>();
        for (var version : versions(spec)) {
            versions.add(whole(version, spec));
        }
        var converted = JsonObject.EMPTY
                .with("group", new JsonString(spec.string("group")))
                .with("names", spec.object("names"))
                .with("scope", new JsonString(spec.string("scope")))
                .with("versions", new JsonArray(versions))
                .with("conversion", conversion(spec.object("conversion")));
        // What nobody says of unknown fields is that they are kept, as in the version's early days.
        if (!JsonBool.FALSE.equals(spec.get("preserveUnknownFields"))) {
            converted = converted.with("preserveUnknownFields", JsonBool.TRUE);
        }
        return definition.with("apiVersion", new JsonString(SERVED)).with("spec", converted);
    }

    /// Those that it lists, or else the one that it names.
    private static List<JsonObject> versions(JsonObject spec) {
        var listed = objects(spec.array("versions"));
        return listed.isEmpty() && !spec.string("version").isEmpty()
                ? List.of(JsonObject.EMPTY
                        .with("name", new JsonString(spec.string("version")))
                        .with("served", JsonBool.TRUE)
                        .with("storage", JsonBool.TRUE))
                : listed;
    }

    private static JsonObject whole(JsonObject version, JsonObject spec) {
        var whole = version;
        for (var name : SHARED.entrySet()) {
            var value = spec.get(name.getKey());
            if (value != null) {
                whole = whole.with(name.getValue(), value);
            }
        }
        var columns = new ArrayList<JsonValue>();
        for (var column : objects(whole.array(COLUMNS))) {
            var path = Objects.requireNonNullElse(column.get("JSONPath"), new JsonString(""));
            columns.add(column.without("JSONPath").with("jsonPath", path));
        }
        return columns.isEmpty() ? whole : whole.with(COLUMNS, new JsonArray(columns));
    }

    private static JsonObject conversion(JsonObject stored) {
        var strategy = stored.string("strategy");
        var out = JsonObject.EMPTY.with("strategy", new JsonString(strategy.isEmpty() ? "None" : strategy));
        var webhook = JsonObject.EMPTY;
        var client = stored.get("webhookClientConfig");
        if (client != null) {
            webhook = webhook.with("clientConfig", client);
        }
        var reviews = stored.get("conversionReviewVersions");
        if (reviews != null) {
            webhook = webhook.with("conversionReviewVersions", reviews);
        }
        return webhook.size() == 0 ? out : out.with("webhook", webhook);
    }

    private static List<JsonObject> objects(JsonArray array) {
        var objects = new ArrayList<JsonObject>();
        for (var value : array.values()) {
            if (value instanceof JsonObject object) {
                objects.add(object);
            }
        }
        return objects;
    }
}
