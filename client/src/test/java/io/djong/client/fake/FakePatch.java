package io.djong.client.fake;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import java.util.ArrayList;
import java.util.List;

/// Merge patches; strategic ones with owner references merged by uid and all other lists replaced, which is enough
/// for what controllers send.
final class FakePatch {
    private FakePatch() {}

    static JsonObject apply(JsonObject target, PatchType type, byte[] body) throws ApiException {
        try {
            JsonObject patch = (JsonObject) JsonValue.parse(body);
            return switch (type) {
                case MERGE -> merge(target, patch, false);
                case STRATEGIC -> merge(target, patch, true);
                case JSON, APPLY -> throw Refusals.of(415, "UnsupportedMediaType", type + " is not in the fake");
            };
        } catch (JsonException e) {
            throw Refusals.of(400, "BadRequest", String.valueOf(e.getMessage()));
        }
    }

    private static JsonObject merge(JsonObject target, JsonObject patch, boolean strategic) {
        JsonObject result = target;
        for (var member : patch.members().entrySet()) {
            String name = member.getKey();
            result = switch (member.getValue()) {
                case JsonNull _ -> result.without(name);
                case JsonObject object -> result.with(name, merge(result.object(name), object, strategic));
                case JsonArray array
                when strategic && name.equals("ownerReferences") ->
                    result.with(name, mergeByUid(result.array(name), array));
                default -> result.with(name, member.getValue());
            };
        }
        return result;
    }

    private static JsonArray mergeByUid(JsonArray target, JsonArray patch) {
        List<JsonValue> result = new ArrayList<>(target.values());
        for (JsonValue item : patch.values()) {
            JsonObject reference = (JsonObject) item;
            String uid = reference.string("uid");
            result.removeIf(other -> ((JsonObject) other).string("uid").equals(uid));
            if (!reference.string("$patch").equals("delete")) result.add(reference);
        }
        return new JsonArray(result);
    }
}
