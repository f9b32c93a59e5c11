package io.djong.apiserver.verbs;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.yaml.Yaml;
import io.djong.api.yaml.YamlException;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.client.ApiException;
import org.jspecify.annotations.Nullable;

/// What a server-side apply wants.
///
/// @param config as it was sent
/// @param duplicates what is wrong with the text although it can be read; "" for nothing
public record ApplyBody(JsonObject config, String duplicates) {
    private static final String UNREADABLE = "error decoding YAML: ";

    /// Asked before an object is created.
    public interface CreationCheck {
        /// @throws ApiException when the caller may not create it
        void check() throws ApiException;
    }

    /// Reads YAML, or JSON, which is YAML.
    ///
    /// @throws ApiException 400 when it is no map
    public static ApplyBody read(byte[] body) throws ApiException {
        var plain = PlainJson.read(body);
        if (plain != null) {
            return new ApplyBody(plain, "");
        }
        try {
            var document = Yaml.read(body);
            var value = document.value();
            if (value instanceof JsonObject config) {
                return new ApplyBody(config, document.strictError());
            }
            if (value == JsonNull.NULL) {
                return new ApplyBody(JsonObject.EMPTY, "");
            }
            throw Failures.badRequest(UNREADABLE
                    + "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal " + what(value)
                    + " into Go value of type map[string]interface {}");
        } catch (YamlException e) {
            throw Failures.badRequest(UNREADABLE + "error converting YAML to JSON: " + e.getMessage());
        }
    }

    private static String what(JsonValue value) {
        return switch (value) {
            case JsonArray array -> "array";
            case JsonString text -> "string";
            case JsonNumber number -> "number";
            case JsonBool bool -> "bool";
            case JsonObject object -> "object";
            case JsonNull none -> "null";
        };
    }

    /// The merge of what is wanted into an object, with its managed fields.
    public interface Merge<S extends KubeObject> {
        /// @param current null for one that does not exist yet
        S apply(@Nullable S current, JsonObject config) throws ApiException;
    }

    /// The apply as a change of one object, which is made when it does not exist and can be made.
    public <S extends KubeObject> ObjectStore.Change<S> change(
            ObjectStore<?> objects, ObjectKey key, OperationContext context, Merge<S> merge, CreationCheck creation) {
        return new ObjectStore.Change<>() {
            @Override
            public S apply(@Nullable S current) throws ApiException {
                var applied = merge.apply(current, config);
                checkText(context);
                if (current == null) {
                    checkNew(objects, key, applied);
                    creation.check();
                }
                var inNamespace = WriteVerbs.inNamespace(applied, key.namespace());
                WriteVerbs.checkName(inNamespace, key);
                return OwnerReferences.once(inNamespace, context.warnings(), true);
            }

            @Override
            public boolean retriable() {
                return config.object("metadata").string("resourceVersion").isEmpty();
            }

            @Override
            public boolean carriesManagedFields() {
                return true;
            }

            @Override
            public boolean createsMissing() {
                return true;
            }
        };
    }

    private void checkText(OperationContext context) throws ApiException {
        if (duplicates.isEmpty()) {
            return;
        }
        var why = "error converting YAML to JSON: " + duplicates;
        switch (context.options().fieldValidation()) {
            case "Strict" -> throw Failures.badRequest("error strict decoding YAML: " + why);
            case "Ignore" -> {}
            default -> duplicates.lines().skip(1).map(String::strip).forEach(context.warnings()::add);
        }
    }

    private static void checkNew(ObjectStore<?> objects, ObjectKey key, KubeObject applied) throws ApiException {
        var uid = applied.metadata().uid();
        if (!uid.isEmpty()) {
            throw Failures.conflict(
                    objects.declaration().resource(),
                    key.name(),
                    "uid mismatch: the provided object specified uid " + uid + ", and no existing object was found");
        }
    }
}
