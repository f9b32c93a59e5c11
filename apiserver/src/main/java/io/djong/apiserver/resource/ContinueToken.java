package io.djong.apiserver.resource;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where the next page of a list begins: a snapshot's revision and the first key after the page
/// before. Upstream's form, so that a client may go on at another server.
///
/// @param revision of the snapshot; -1 for whatever is current (after the snapshot was compacted)
/// @param startKey first key of the page, within the resource
record ContinueToken(long revision, String startKey) {
    private static final String VERSION = "meta.k8s.io/v1";

    String encode() {
        var json = "{\"v\":\"" + VERSION + "\",\"rv\":" + revision + ",\"start\":\"" + startKey.replace("\0", "\\u0000")
                + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    static ContinueToken decode(String text) throws ApiException {
        JsonObject token;
        int illegal = illegal(text);
        if (illegal >= 0) {
            throw invalid(
                    "invalid continue token: continue key is not valid: illegal base64 data at input byte " + illegal);
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            token = (JsonObject) new JsonReader(bytes).tree();
        } catch (IllegalArgumentException | ClassCastException | JsonException e) {
            throw invalid("continue key is not valid: " + e.getMessage());
        }
        if (!VERSION.equals(token.string("v"))) {
            throw invalid("continue key is not valid: server does not recognize this encoded version \""
                    + token.string("v") + "\"");
        }
        var start = token.string("start");
        var revision = token.get("rv") instanceof JsonNumber number && number.isInteger() ? number.longValue() : 0;
        if (start.isEmpty()) {
            throw invalid("continue key is not valid: encoded start key empty (version meta.k8s.io/v1)");
        }
        if (revision == 0) {
            throw invalid(
                    "continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
        }
        if (start.startsWith("/") || start.contains("..")) {
            throw invalid("continue key is not valid: " + start);
        }
        return new ContinueToken(revision, start);
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

    private static ApiException invalid(String message) {
        return Failures.badRequest(message);
    }
}
