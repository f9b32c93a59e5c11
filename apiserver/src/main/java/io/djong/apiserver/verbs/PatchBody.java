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
    private final byte[] text;
    private final JsonValue content;

    private PatchBody(PatchType kind, byte[] text, JsonValue content) {
        this.kind = kind;
        this.text = text;
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
        return of(kind, body, "");
    }

    /// A patch of a kind from bytes.
    ///
    /// @param fieldValidation of the request: what is not to be told of what is strange is read by another reader
    static PatchBody of(PatchType kind, byte[] body, String fieldValidation) throws ApiException {
        if (kind == PatchType.APPLY) throw new IllegalArgumentException("an apply is no patch");
        try {
            var in = new JsonReader(body);
            var content = in.tree();
            in.end();
            return new PatchBody(kind, body, content);
        } catch (JsonException e) {
            var syntax = JsonSyntax.error(body);
            var problem = syntax == null ? String.valueOf(e.getMessage()) : syntax;
            if (!fieldValidation.equals("Ignore")) {
                throw Failures.badRequest(decoding(kind) + problem);
            }
            throw Failures.badRequest(kind == PatchType.MERGE ? "Invalid JSON Patch" : problem);
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
        var fieldValidation = context.options().fieldValidation();
        try {
            var before = Json.write(current);
            var original = (JsonObject) new JsonReader(before).tree();
            var result = patched(type, original, fieldValidation);
            return Defaults.apply(decoded(type, before, result, context));
        } catch (PatchException e) {
            throw refused(e, fieldValidation);
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
                    throw unprocessable(GoText.value(content), problem);
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

    private <T extends ApiObject> T decoded(
            KubeType<T> type, byte[] before, JsonValue patched, OperationContext context)
            throws ApiException, JsonException {
        var out = new JsonWriter(4_096);
        if (kind == PatchType.STRATEGIC) {
            out.tree(patched);
        } else {
            out.treeAsWritten(patched);
        }
        var ignored = context.options().fieldValidation().equals("Ignore");
        var problems = ignored ? List.<String>of() : PatchProblems.of(text, kind == PatchType.JSON);
        try {
            return BodyDecoder.decodePatched(out.toBytes(), type, problems, context);
        } catch (JsonException e) {
            throw unprocessable(shown(before, patched), String.valueOf(e.getMessage()));
        }
    }

    /// A strategic patch is shown itself, of others the result.
    private String shown(byte[] before, JsonValue patched) throws JsonException {
        return switch (kind) {
            case STRATEGIC -> GoText.value(content);
            case MERGE -> PatchedText.of(before, patched, PatchedText.ofMerge(content));
            case JSON, APPLY -> PatchedText.of(before, patched, PatchedText.ofOperations(content));
        };
    }

    /// 422 with neither kind nor name, as upstream answers a patch whose result does not decode.
    private static ApiException unprocessable(String shown, String why) {
        var error = new FieldError(ErrorType.INVALID, "patch", GoQuote.quote(shown), why);
        return Failures.invalid("", "", "", List.of(error));
    }

    private static ApiException refused(PatchException e, String fieldValidation) {
        return switch (e.kind()) {
            case BAD_REQUEST -> Failures.badRequest(readBy(fieldValidation, String.valueOf(e.getMessage())));
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

    /// What is not to be told of strange names is read into other types of upstream's.
    private static String readBy(String fieldValidation, String message) {
        return fieldValidation.equals("Ignore")
                ? message.replace("error decoding patch: ", "")
                        .replace("[]handlers.jsonPatchOp", "jsonpatch.Patch")
                        .replace("handlers.jsonPatchOp", "jsonpatch.Operation")
                : message;
    }
}
