package io.djong.client.fake;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.KubeObject;
import io.djong.api.selector.FieldSelector;
import io.djong.api.selector.Selector;
import io.djong.api.selector.SelectorException;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;

/// What a query selects; fields are looked up in the object's JSON.
record Selection(String namespace, Selector labels, FieldSelector fields) {
    static Selection of(ListQuery query) throws ApiException {
        try {
            return new Selection(
                    query.namespace(),
                    Selector.parse(query.labelSelector()),
                    FieldSelector.parse(query.fieldSelector()));
        } catch (SelectorException e) {
            throw Refusals.of(400, "BadRequest", String.valueOf(e.getMessage()));
        }
    }

    boolean matches(KubeObject object) {
        if (!namespace.isEmpty() && !namespace.equals(object.metadata().namespace())) return false;
        if (!labels.matches(object.metadata().labels())) return false;
        return fields.isEmpty() || fields.matches(path -> field(object, path));
    }

    private static String field(KubeObject object, String path) {
        try {
            JsonValue value = JsonValue.parse(Json.write(object));
            for (String step : path.split("\\.")) {
                JsonValue member = value instanceof JsonObject tree ? tree.get(step) : null;
                if (member == null) return "";
                value = member;
            }
            return value instanceof JsonString(String text) ? text : value.toJson();
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }
}
