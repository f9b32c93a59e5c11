package io.djong.apiserver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.validation.FieldError;
import io.djong.apiserver.content.BodyDecoder;
import io.djong.apiserver.content.MediaType;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import java.util.Arrays;
import java.util.List;

/// The objects that an input stands for.
///
/// @param type in the version that is sent
/// @param samples what edits begin with
record Bodies<V extends KubeObject>(KubeType<V> type, List<JsonObject> samples) {
    /// The object of the first part, decoded and with its defaults.
    V first(KindInput input, OperationContext context) throws ApiException {
        return decoded(input, input.form() == KindInput.Form.EDITS ? edited(input, false) : input.first(), context);
    }

    /// The object of the second part; where that has edits, the first one with these.
    V second(KindInput input, OperationContext context) throws ApiException {
        return decoded(input, input.form() == KindInput.Form.EDITS ? edited(input, true) : input.second(), context);
    }

    private V decoded(KindInput input, byte[] body, OperationContext context) throws ApiException {
        var media = switch (input.form()) {
            case JSON, EDITS -> MediaType.JSON;
            case YAML -> MediaType.YAML;
            case PROTOBUF -> MediaType.PROTOBUF;
        };
        var validation = input.strict() ? "Strict" : "Warn";
        V read = BodyDecoder.decode(body, media, type, validation, context.warnings(), context.sent());
        V defaulted = Defaults.apply(read);
        same(defaulted, Defaults.apply(defaulted), "defaults applied twice");
        return defaulted;
    }

    /// A sample after the edits of the first part, and perhaps of the second.
    private byte[] edited(KindInput input, boolean further) {
        var number = input.first().length == 0 ? 0 : input.first()[0] & 0xff;
        JsonValue object = samples.get(number % samples.size());
        object = new TreeEdits(tail(input.first()), type.schema()).apply(object);
        if (further) {
            object = new TreeEdits(input.second(), type.schema()).apply(object);
        }
        return object.toBytes();
    }

    private static byte[] tail(byte[] bytes) {
        return bytes.length == 0 ? bytes : Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    /// Two objects are the same, or are written alike.
    static void same(ApiObject one, ApiObject other, String what) {
        if (!one.equals(other) && !Arrays.equals(Json.write(one), Json.write(other))) {
            throw new AssertionError(
                    what + ": " + new String(Json.write(one), UTF_8) + " and " + new String(Json.write(other), UTF_8));
        }
    }

    /// Errors have a text.
    static void readable(List<FieldError> errors) {
        for (var error : errors) {
            if (error.toString().isBlank()) {
                throw new AssertionError("an error without a text: " + error.field());
            }
        }
    }
}
