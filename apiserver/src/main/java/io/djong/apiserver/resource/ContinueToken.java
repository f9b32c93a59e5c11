package io.djong.apiserver.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonSyntax;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.Arrays;
import java.util.Base64;

/// Where the next page of a list begins: a snapshot's revision and the first key after the page
/// before. Upstream's form, so that a client may go on at another server.
///
/// @param revision of the snapshot; negative for whatever is current (after the snapshot was compacted)
/// @param startKey first key of the page, without what all keys of the list begin with (the namespace)
record ContinueToken(long revision, String startKey) {
    private static final String VERSION = "meta.k8s.io/v1";

    String encode() {
        var json = new JsonWriter(128);
        json.raw(("{\"v\":\"" + VERSION + "\",\"rv\":" + revision + ",\"start\":").getBytes(UTF_8));
        json.string("/" + startKey);
        json.raw("}".getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.toBytes());
    }

    /// @throws ApiException 400 with what upstream says of the text
    static ContinueToken decode(String text) throws ApiException {
        int illegal = illegal(text);
        if (illegal >= 0) {
            throw invalid(": illegal base64 data at input byte " + illegal);
        }
        byte[] json = Base64.getUrlDecoder().decode(text);
        var syntax = JsonSyntax.error(json);
        if (syntax != null) {
            throw invalid(": " + syntax);
        }
        return of(object(json));
    }

    private static ContinueToken of(JsonObject token) throws ApiException {
        var version = text(token, "v");
        long revision = revision(token);
        var start = text(token, "start");
        if (!version.equals(VERSION)) {
            throw invalid(": server does not recognize this encoded version " + version);
        }
        if (revision == 0) {
            throw invalid(": incorrect encoded start resourceVersion (version " + VERSION + ")");
        }
        if (start.isEmpty()) {
            throw invalid(": encoded start key empty (version " + VERSION + ")");
        }
        var key = start.startsWith("/") ? start.substring(1) : start;
        if (!isClean(key)) {
            throw invalid(": " + start);
        }
        return new ContinueToken(revision, key);
    }

    /// Whether the key stays where it is put: no way up, and nothing that a path would leave out.
    private static boolean isClean(String key) {
        return key.isEmpty()
                || Arrays.stream(key.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private static JsonObject object(byte[] json) throws ApiException {
        try {
            return switch (JsonValue.parse(json)) {
                case JsonObject object -> object;
                case JsonNull none -> JsonObject.EMPTY;
                case JsonValue other -> throw wrongType(other, "value of type storage.continueToken");
            };
        } catch (JsonException e) {
            throw invalid(": " + e.getMessage());
        }
    }

    private static String text(JsonObject token, String field) throws ApiException {
        return switch (token.get(field)) {
            case null -> "";
            case JsonNull none -> "";
            case JsonString string -> string.value();
            case JsonValue other -> throw wrongType(other, "struct field continueToken." + field + " of type string");
        };
    }

    private static long revision(JsonObject token) throws ApiException {
        return switch (token.get("rv")) {
            case null -> 0;
            case JsonNull none -> 0;
            case JsonNumber number when number.isInteger() -> number.longValue();
            case JsonValue other -> throw wrongType(other, "struct field continueToken.rv of type int64");
        };
    }

    private static ApiException wrongType(JsonValue value, String wanted) {
        var found = switch (value) {
            case JsonString string -> "string";
            case JsonNumber number -> "number" + (wanted.endsWith("int64") ? " " + shown(number) : "");
            case JsonObject object -> "object";
            case JsonArray array -> "array";
            case JsonBool bool -> "bool";
            case JsonNull none -> "null";
        };
        return invalid(": json: cannot unmarshal " + found + " into Go " + wanted);
    }

    private static String shown(JsonNumber number) {
        var out = new JsonWriter(32);
        out.float64(number.doubleValue());
        return out.asText();
    }

    /// Where the text stops being base64, as Go counts; -1 when it does not.
    private static int illegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letter && c != '-' && c != '_') {
                return i;
            }
        }
        return text.length() % 4 == 1 ? text.length() - 1 : -1;
    }

    private static ApiException invalid(String problem) {
        return Failures.badRequest("invalid continue token: continue key is not valid" + problem);
    }
}
