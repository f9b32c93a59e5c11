package io.djong.apiserver.content;

import io.djong.api.codec.DecodeOptions;
import io.djong.api.codec.Json;
import io.djong.api.json.GoQuote;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.GroupVersionKind;
import io.djong.api.meta.KubeType;
import io.djong.api.protobuf.Envelope;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.Types;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.yaml.Yaml;
import io.djong.api.yaml.YamlException;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.request.SentForm;
import io.djong.apiserver.request.Warnings;
import io.djong.base.wire.WireException;
import io.djong.client.ApiException;
import io.djong.http.HttpException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns a request's body into an object of the expected kind, or says in upstream's words why it is none.
public final class BodyDecoder {
    /// Longest body of a write.
    public static final int BODY_LIMIT_BYTES = 3 * 1024 * 1024;

    /// Versions that look as another one does, and are taken for it.
    private static final Map<String, String> SAME_FORM = Map.of("policy/v1beta1 Eviction", "policy/v1 Eviction");

    /// Kinds without an object of their own, which each version has.
    private static final Set<String> META_KINDS = Set.of(
            "Status",
            "WatchEvent",
            "ListOptions",
            "GetOptions",
            "DeleteOptions",
            "CreateOptions",
            "UpdateOptions",
            "PatchOptions");

    private static final String SCHEME = "pkg/runtime/scheme.go:111";

    private BodyDecoder() {}

    /// Reads the whole body.
    ///
    /// @throws ApiException 413 when it is longer than the limit
    public static byte[] body(ApiExchange exchange) throws ApiException, InterruptedException {
        try {
            var body = exchange.request().body(BODY_LIMIT_BYTES);
            exchange.bodyRead(body);
            return body;
        } catch (HttpException.BodyTooLarge e) {
            throw Failures.tooLarge("Request entity too large: limit is " + BODY_LIMIT_BYTES);
        } catch (HttpException e) {
            throw Failures.badRequest("unable to read the request's body: " + String.valueOf(e.getMessage()));
        }
    }

    /// Decodes the body of a create or update.
    ///
    /// @param fieldValidation `Strict`, `Warn` or `Ignore`: what becomes of unknown and duplicate fields
    public static <T extends ApiObject> T decode(ApiExchange exchange, KubeType<T> type, String fieldValidation)
            throws ApiException, InterruptedException {
        var header = exchange.header("Content-Type");
        var media = MediaType.ofContentType(header);
        if (media == null) {
            throw Failures.unsupportedMediaType(
                    "the body of the request was in an unknown format - accepted media types include: "
                            + MediaType.ALL);
        }
        return decode(body(exchange), media, type, fieldValidation, exchange.warnings(), exchange.sent());
    }

    /// Decodes bytes of a media type.
    public static <T extends ApiObject> T decode(
            byte[] body, MediaType media, KubeType<T> type, String fieldValidation, Warnings warnings, SentForm form)
            throws ApiException {
        return switch (media) {
            case PROTOBUF -> protobuf(body, type);
            case JSON -> json(body, body, type, fieldValidation, warnings, form, List.of());
            case YAML -> yaml(body, type, fieldValidation, warnings, form);
        };
    }

    /// Decodes the result of a patch.
    ///
    /// @param ofPatch what is strange in the text of the patch itself
    /// @throws JsonException when it is no object of the kind
    public static <T extends ApiObject> T decodePatched(
            byte[] json, KubeType<T> type, List<String> ofPatch, OperationContext context)
            throws JsonException, ApiException {
        var fieldValidation = context.options().fieldValidation();
        var warnings = context.warnings();
        var typeMeta = patchedTypeMeta(json);
        var kind = typeMeta.kind().isEmpty() ? type.kind() : typeMeta.kind();
        if (typeMeta.apiVersion().isEmpty()) {
            return nothing(json, type, ofPatch, fieldValidation, warnings);
        }
        if (!kind.equals(type.kind()) || !typeMeta.apiVersion().equals(type.apiVersion())) {
            throw new JsonException(otherKind(json, type, typeMeta.apiVersion(), kind), 0);
        }
        var decoded = Json.read(type, json, options(fieldValidation));
        reportPatched(ofPatch, decoded.problems(), fieldValidation, warnings);
        context.sent().note(json);
        return decoded.value();
    }

    private static TypeMetaReader.TypeMeta patchedTypeMeta(byte[] json) throws JsonException {
        try {
            return TypeMetaReader.read(json);
        } catch (JsonException e) {
            throw new JsonException(
                    "couldn't get version/kind; json parse error: " + TypeMetaReader.problem(json, e), e.offset());
        }
    }

    private static void reportPatched(
            List<String> ofPatch, List<String> ofResult, String fieldValidation, Warnings warnings)
            throws JsonException {
        var problems = new ArrayList<>(ofPatch);
        problems.addAll(ofResult);
        if (fieldValidation.equals("Strict") && !problems.isEmpty()) {
            throw new JsonException("strict decoding error: " + String.join(", ", problems), 0);
        }
        problems.forEach(warnings::add);
    }

    /// Without a version the original takes the result for an object of its own, inner version, whose fields
    /// have no names in JSON: it finds nothing in it.
    private static <T extends ApiObject> T nothing(
            byte[] json, KubeType<T> type, List<String> ofPatch, String fieldValidation, Warnings warnings)
            throws JsonException {
        var problems = new ArrayList<String>();
        if (!fieldValidation.equals("Ignore") && new JsonReader(json).tree() instanceof JsonObject all) {
            for (var name : all.members().keySet()) {
                if (!name.equals("kind") && !name.equals("apiVersion")) {
                    problems.add("unknown field \"" + name + "\"");
                }
            }
        }
        problems.sort(Comparator.naturalOrder());
        reportPatched(ofPatch, problems, fieldValidation, warnings);
        return type.empty();
    }

    /// Why a result that calls itself something else cannot be taken.
    private static String otherKind(byte[] json, KubeType<?> type, String apiVersion, String kind)
            throws JsonException {
        var other = Types.byGvk(GroupVersionKind.of(apiVersion, kind));
        if (other == null) {
            return "no kind \"" + kind + "\" is registered for version \"" + apiVersion + "\" in scheme \"" + SCHEME
                    + "\"";
        }
        Json.read(other, json, DecodeOptions.LENIENT);
        return "unable to decode " + apiVersion + ", Kind=" + kind + " into " + type.apiVersion() + ", Kind="
                + type.kind();
    }

    /// Decodes delete options, which may come in any version.
    public static DeleteOptions options(byte[] body, MediaType media) throws ApiException {
        try {
            return switch (media) {
                case PROTOBUF -> protobufOptions(body);
                case JSON -> jsonOptions(body);
                case YAML -> {
                    var out = new JsonWriter(body.length * 2);
                    out.tree(Yaml.read(body).value());
                    yield jsonOptions(out.toBytes());
                }
            };
        } catch (WireException e) {
            throw Failures.badRequest(UnreadableBody.why(e));
        } catch (JsonException | YamlException e) {
            throw Failures.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static DeleteOptions protobufOptions(byte[] body) throws WireException, ApiException {
        var wrong = UnreadableBody.noEnvelope(body);
        if (!wrong.isEmpty()) {
            throw Failures.badRequest(wrong);
        }
        var envelope = Envelope.read(body);
        if (!envelope.kind().isEmpty() && !envelope.kind().equals("DeleteOptions")) {
            throw Failures.badRequest("no kind " + GoQuote.quote(envelope.kind()) + " is registered for version "
                    + GoQuote.quote(envelope.apiVersion()) + " in scheme \"" + SCHEME + "\"");
        }
        return Protobuf.read(DeleteOptions.TYPE.codec(), envelope);
    }

    private static DeleteOptions jsonOptions(byte[] json) throws JsonException, ApiException {
        try {
            var typeMeta = TypeMetaReader.read(json);
            var version = typeMeta.apiVersion();
            if (version.indexOf('/') != version.lastIndexOf('/')) {
                throw Failures.badRequest("unexpected GroupVersion string: " + version);
            }
            if (!typeMeta.kind().isEmpty() && !typeMeta.kind().equals("DeleteOptions")) {
                throw Failures.badRequest("no kind " + GoQuote.quote(typeMeta.kind()) + " is registered for version "
                        + GoQuote.quote(typeMeta.apiVersion()) + " in scheme \"" + SCHEME + "\"");
            }
        } catch (JsonException e) {
            throw Failures.badRequest(
                    "couldn't get version/kind; json parse error: " + TypeMetaReader.problem(json, e));
        }
        return Json.read(DeleteOptions.TYPE, json);
    }

    private static <T extends ApiObject> T yaml(
            byte[] body, KubeType<T> type, String fieldValidation, Warnings warnings, SentForm form)
            throws ApiException {
        try {
            var document = Yaml.read(body);
            var out = new JsonWriter(body.length * 2);
            out.tree(document.value());
            return json(out.toBytes(), body, type, fieldValidation, warnings, form, document.duplicates());
        } catch (YamlException e) {
            throw UnreadableBody.refusal(type, body, String.valueOf(e.getMessage()));
        }
    }

    private static <T extends ApiObject> T protobuf(byte[] body, KubeType<T> type) throws ApiException {
        try {
            var wrong = UnreadableBody.noEnvelope(body);
            if (!wrong.isEmpty()) {
                throw UnreadableBody.refusal(type, body, wrong);
            }
            var envelope = Envelope.read(body);
            checkType(type, envelope.apiVersion(), envelope.kind());
            try {
                return Protobuf.read(type.codec(), envelope);
            } catch (WireException e) {
                throw cannotBeHandled(type, envelope.apiVersion(), envelope.kind(), UnreadableBody.why(e));
            }
        } catch (WireException e) {
            throw UnreadableBody.refusal(type, body, UnreadableBody.why(e));
        }
    }

    private static <T extends ApiObject> T json(
            byte[] body,
            byte[] sent,
            KubeType<T> type,
            String fieldValidation,
            Warnings warnings,
            SentForm form,
            List<String> duplicates)
            throws ApiException {
        var typeMeta = typeMeta(body, sent, type);
        String kind = typeMeta.kind();
        String apiVersion = typeMeta.apiVersion();
        try {
            checkType(type, apiVersion, kind);
            var decoded = Json.read(type, body, options(fieldValidation));
            var problems = new ArrayList<String>();
            if (fieldValidation.equals("Strict") && !duplicates.isEmpty()) {
                problems.add("yaml: unmarshal errors:\n  " + String.join("\n  ", duplicates));
            } else if (!fieldValidation.equals("Ignore")) {
                problems.addAll(duplicates);
            }
            problems.addAll(decoded.problems());
            report(type, apiVersion, kind, problems, fieldValidation, warnings);
            form.note(body);
            return decoded.value();
        } catch (JsonException e) {
            throw cannotBeHandled(type, apiVersion, kind, String.valueOf(e.getMessage()));
        }
    }

    private static TypeMetaReader.TypeMeta typeMeta(byte[] json, byte[] sent, KubeType<?> type) throws ApiException {
        try {
            var typeMeta = TypeMetaReader.read(json);
            var version = typeMeta.apiVersion();
            if (version.indexOf('/') != version.lastIndexOf('/')) {
                throw UnreadableBody.refusal(type, sent, "unexpected GroupVersion string: " + version);
            }
            return typeMeta;
        } catch (JsonException e) {
            throw UnreadableBody.refusal(
                    type, sent, "couldn't get version/kind; json parse error: " + TypeMetaReader.problem(json, e));
        }
    }

    private static DecodeOptions options(String fieldValidation) {
        return fieldValidation.equals("Ignore") ? DecodeOptions.LENIENT : DecodeOptions.STRICT;
    }

    private static void report(
            KubeType<?> type,
            String apiVersion,
            String kind,
            List<String> problems,
            String fieldValidation,
            Warnings warnings)
            throws ApiException {
        if (problems.isEmpty()) {
            return;
        }
        if (fieldValidation.equals("Strict")) {
            throw cannotBeHandled(type, apiVersion, kind, "strict decoding error: " + String.join(", ", problems));
        }
        problems.forEach(warnings::add);
    }

    private static void checkType(KubeType<?> type, String apiVersion, String kind) throws ApiException {
        var kindGiven = kind.isEmpty() ? type.kind() : kind;
        var versionGiven = apiVersion.isEmpty() ? type.apiVersion() : apiVersion;
        var looksLike = SAME_FORM.getOrDefault(versionGiven + " " + kindGiven, versionGiven + " " + kindGiven);
        if (!looksLike.equals(type.apiVersion() + " " + type.kind())) {
            throw cannotBeHandled(type, versionGiven, kindGiven, otherKind(type, versionGiven, kindGiven));
        }
    }

    /// Why an object that says to be of another kind is not taken: upstream knows the kind and cannot convert it, or
    /// it does not know it.
    private static String otherKind(KubeType<?> type, String apiVersion, String kind) {
        var version = GroupVersion.of(apiVersion);
        var known = Types.byGvk(GroupVersionKind.of(apiVersion, kind)) != null
                || (kind.endsWith("List")
                        && Types.byGvk(GroupVersionKind.of(apiVersion, kind.substring(0, kind.length() - 4))) != null)
                || (apiVersion.equals("v1") && META_KINDS.contains(kind));
        if (!known) {
            return "no kind " + GoQuote.quote(kind) + " is registered for version " + GoQuote.quote(apiVersion)
                    + " in scheme \"" + SCHEME + "\"";
        }
        var group = GroupVersion.of(type.apiVersion()).group();
        var end = group.indexOf('.');
        var inner = group.isEmpty() ? "core" : end < 0 ? group : group.substring(0, end);
        return "converting (" + version.version() + "." + kind + ") to (" + inner + "." + type.kind()
                + "): unknown conversion";
    }

    private static ApiException cannotBeHandled(KubeType<?> type, String apiVersion, String kind, String why) {
        var version = GroupVersion.of(apiVersion.isEmpty() ? type.apiVersion() : apiVersion)
                .version();
        return Failures.badRequest((kind.isEmpty() ? type.kind() : kind) + " in version " + GoQuote.quote(version)
                + " cannot be handled as a " + type.kind() + ": " + why);
    }
}
