package io.djong.api.patch;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSON patch (RFC 6902), as evanphx/json-patch 4 does it. Its leniencies are kept: negative
/// indices count from the end, `replace` and `test` accept a member that does not exist (as null).
///
/// @param operations in the order in which they apply
public record JsonPatch(List<Operation> operations) {
    /// Operations that one patch may have.
    public static final int OPERATIONS_MAX = 10_000;

    /// One step.
    ///
    /// @param members `op`, `path`, `from`, `value`; not checked until the step is applied
    public record Operation(JsonObject members) {
        String kind() {
            return members.get("op") instanceof JsonString(var op) ? op : "unknown";
        }

        String path(String orMessage) throws PatchException {
            if (members.get("path") instanceof JsonString(var path)) {
                return path;
            }
            throw PatchException.unprocessable(orMessage + missing("path", "operation missing path field"));
        }

        String from(String orMessage) throws PatchException {
            if (members.get("from") instanceof JsonString(var from)) {
                return from;
            }
            throw PatchException.unprocessable(orMessage + missing("from", "operation, missing from field"));
        }

        private String missing(String member, String absent) {
            var value = members.get(member);
            return value == null || value instanceof JsonNull
                    ? absent + ": missing value"
                    : "json: cannot unmarshal " + GoText.word(value) + " into Go value of type string";
        }

        /// Null when there is no value at all.
        @Nullable
        JsonValue value() {
            return members.get("value");
        }
    }

    /// Copies the operations.
    public JsonPatch {
        operations = List.copyOf(operations);
    }

    /// The patch that a decoded body is.
    public static JsonPatch of(JsonValue body) throws PatchException {
        if (body instanceof JsonNull) {
            return new JsonPatch(List.of());
        }
        if (!(body instanceof JsonArray array)) {
            throw unfit(body, "[]handlers.jsonPatchOp");
        }
        if (array.size() > OPERATIONS_MAX) {
            throw new PatchException(
                    PatchException.Kind.TOO_LARGE,
                    "The allowed maximum operations in a JSON patch is " + OPERATIONS_MAX + ", got " + array.size());
        }
        var operations = new ArrayList<Operation>(array.size());
        for (var element : array.values()) {
            switch (element) {
                case JsonObject object -> operations.add(new Operation(object));
                case JsonNull ignored -> operations.add(new Operation(JsonObject.EMPTY));
                default -> throw unfit(element, "handlers.jsonPatchOp");
            }
        }
        return new JsonPatch(operations);
    }

    private static PatchException unfit(JsonValue value, String type) {
        return PatchException.badRequest("error decoding patch: json: cannot unmarshal " + GoText.word(value)
                + " into Go value of type " + type);
    }

    /// The document after all operations, or the first failure.
    public JsonValue apply(JsonObject document) throws PatchException {
        var working = new JsonPatchDocument(document);
        for (var operation : operations) {
            working.apply(operation);
        }
        return working.value();
    }
}
