package io.djong.apiserver.verbs;

import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.GoQuote;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonSyntax;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.patch.GoText;
import io.djong.api.patch.JsonPatch;
import io.djong.api.patch.MergePatch;
import io.djong.api.patch.PatchException;
import io.djong.api.patch.SchemaFacts;
import io.djong.api.patch.StrategicMergePatch;
import io.djong.api.patch.TreeConversion;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.apiserver.content.BodyDecoder;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A patch as it was sent: its kind and its content.
public final class PatchBody {
    private final PatchType kind;
    private final JsonValue content;

    private PatchBody(PatchType kind, JsonValue content) {
        this.kind = kind;
        this.content = content;
    }

    /// The kind of patch that a request says it carries.
    ///
    /// @throws ApiException 415 for a content type that is no patch
    static PatchType kind(ApiExchange exchange) throws ApiException {
        var header = exchange.header("Content-Type");
        var end = header.indexOf(';');
        var name = (end < 0 ? header : header.substring(0, end)).strip();
        return kind(name);
    }

    /// A patch of a kind from bytes.
    public static PatchBody of(PatchType kind, byte[] body) throws ApiException {
        if (kind == PatchType.APPLY) throw new IllegalArgumentException("an apply is no patch");
        try {
            var in = new JsonReader(body);
            var content = in.tree();
            in.end();
            return new PatchBody(kind, content);
        } catch (JsonException e) {
            var syntax = JsonSyntax.error(body);
            throw Failures.badRequest(decoding(kind) + (syntax == null ? e.getMessage() : syntax));
        }
    }

    /// How errors in the text of a patch begin; a strategic one is read elsewhere than others.
    private static String decoding(PatchType kind) {
        return kind == PatchType.STRATEGIC ? "" : "error decoding patch: ";
    }

    private static PatchType kind(String contentType) throws ApiException {
        for (var kind : PatchType.values()) {
            if (kind.contentType().equals(contentType)) {
                return kind;
            }
        }
        throw Failures.noPatchType();
    }

    /// The patch as a change of one object; applied again after a conflict unless it names a version.
    ///
    /// @param type in which the patch is meant
    /// @param resource named when there is no such object
    public <T extends KubeObject> ObjectStore.Change<T> change(
            KubeType<T> type, Resource<?> resource, ObjectKey key, OperationContext context) {
        return new ObjectStore.Change<>() {
            @Override
            public T apply(@Nullable T current) throws ApiException {
                if (current == null) {
                    throw Failures.notFound(resource, key.name());
                }
                var after = PatchBody.this.apply(type, current, context);
                var inNamespace = WriteVerbs.inNamespace(after, key.namespace());
                WriteVerbs.checkName(inNamespace, key);
                return OwnerReferences.once(inNamespace, context.warnings(), true);
            }

            @Override
            public boolean retriable() {
                return !namesVersion();
            }
        };
    }

    /// The patched object, defaulted.
    ///
    /// @param context says what becomes of unknown fields in the result
    private <T extends KubeObject> T apply(KubeType<T> type, T current, OperationContext context) throws ApiException {
        try {
            var fieldValidation = context.options().fieldValidation();
            var original = (JsonObject) new JsonReader(Json.write(current)).tree();
            var result = patched(type, original, fieldValidation);
            return Defaults.apply(decoded(type, result, context));
        } catch (PatchException e) {
            throw refused(e);
        } catch (JsonException e) {
            throw new IllegalStateException("an object that was just written as JSON cannot be read", e);
        }
    }

    /// Whether the patch itself names the version that it is meant for.
    private boolean namesVersion() {
        return kind != PatchType.JSON
                && content instanceof JsonObject object
                && object.get("metadata") instanceof JsonObject metadata
                && metadata.get("resourceVersion") instanceof JsonString(var version)
                && !version.isEmpty()
                && !version.equals("0");
    }

    private JsonValue patched(KubeType<?> type, JsonObject original, String fieldValidation)
            throws PatchException, ApiException {
        return switch (kind) {
            case JSON -> JsonPatch.of(content).apply(original);
            case MERGE -> {
                if (!fieldValidation.equals("Ignore")) {
                    requireMap();
                }
                yield MergePatch.apply(original, content);
            }
            case STRATEGIC -> {
                requireMap();
                var patch = content instanceof JsonObject object ? object : JsonObject.EMPTY;
                var result = StrategicMergePatch.apply(original, patch, SchemaFacts.of(type.schema()));
                var problem = TreeConversion.problem(type.schema(), result);
                if (problem != null) {
                    throw unprocessable(shown(), problem);
                }
                yield result.with("apiVersion", new JsonString(type.apiVersion()))
                        .with("kind", new JsonString(type.kind()));
            }
            case APPLY -> throw new IllegalStateException("an apply is no patch");
        };
    }

    /// Refuses what is neither an object nor null, in the words of Go's decoder.
    private void requireMap() throws ApiException {
        var what = switch (content) {
            case JsonObject object -> "";
            case JsonNull none -> "";
            case JsonArray array -> "array";
            case JsonString text -> "string";
            case JsonNumber number -> "number";
            case JsonBool bool -> "bool";
        };
        if (!what.isEmpty()) {
            throw Failures.badRequest(decoding(kind) + "json: cannot unmarshal " + what
                    + " into Go value of type map[string]interface {}");
        }
    }

    private <T extends ApiObject> T decoded(KubeType<T> type, JsonValue patched, OperationContext context)
            throws ApiException {
        var out = new JsonWriter(4_096);
        out.tree(patched);
        try {
            return BodyDecoder.decodePatched(
                    out.toBytes(), type, context.options().fieldValidation(), context.warnings(), context.sent());
        } catch (JsonException e) {
            throw unprocessable(shown(), String.valueOf(e.getMessage()));
        }
    }

    /// A strategic patch is shown itself, of others the result, which is not repeated.
    private String shown() {
        return kind == PatchType.STRATEGIC ? GoQuote.quote(GoText.value(content)) : "{...}";
    }

    /// 422 with neither kind nor name, as upstream answers a patch whose result does not decode.
    private static ApiException unprocessable(String shown, String why) {
        return Failures.invalid("", "", "", List.of(new FieldError(ErrorType.INVALID, "patch", shown, why)));
    }

    private static ApiException refused(PatchException e) {
        return switch (e.kind()) {
            case BAD_REQUEST -> Failures.badRequest(String.valueOf(e.getMessage()));
            case TOO_LARGE -> Failures.tooLarge(String.valueOf(e.getMessage()));
            case UNPROCESSABLE ->
                Failures.refused(
                        422,
                        "Invalid",
                        "the server rejected our request due to an error in our request",
                        StatusDetails.EMPTY);
            case INTERNAL -> Failures.refused(500, "", String.valueOf(e.getMessage()), null);
        };
    }
}
