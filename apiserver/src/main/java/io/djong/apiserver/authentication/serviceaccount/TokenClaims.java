package io.djong.apiserver.authentication.serviceaccount;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a service account token says: RFC 7519's claims, and upstream's private ones under `kubernetes.io`.
///
/// @param audiences for whom it is meant
/// @param expiresAt seconds since 1970; 0 for never
/// @param issuedAt seconds since 1970
/// @param issuer who signed it
/// @param id of the token
/// @param namespace of the service account
/// @param account the service account
/// @param pod that it is bound to, or null
/// @param secret that it is bound to, or null
/// @param node that it is bound to or that its pod runs on, or null
/// @param warnAfter when its use becomes worth a warning, seconds since 1970; 0 for never
record TokenClaims(
        List<String> audiences,
        long expiresAt,
        long issuedAt,
        String issuer,
        String id,
        String namespace,
        Ref account,
        @Nullable Ref pod,
        @Nullable Ref secret,
        @Nullable Ref node,
        long warnAfter) {
    /// An object by name and uid; a node that is not there has the uid "".
    record Ref(String name, String uid) {}

    String subject() {
        return "system:serviceaccount:" + namespace + ":" + account.name();
    }

    byte[] json() {
        var out = new JsonWriter(512);
        out.beginObject();
        out.key("aud");
        out.strings(audiences);
        number(out, "exp", expiresAt);
        number(out, "iat", issuedAt);
        text(out, "iss", issuer);
        text(out, "jti", id);
        out.key("kubernetes.io");
        out.beginObject();
        text(out, "namespace", namespace);
        ref(out, "node", node);
        ref(out, "pod", pod);
        ref(out, "secret", secret);
        ref(out, "serviceaccount", account);
        if (warnAfter > 0) {
            number(out, "warnafter", warnAfter);
        }
        out.endObject();
        number(out, "nbf", issuedAt);
        text(out, "sub", subject());
        out.endObject();
        return out.toBytes();
    }

    /// @throws JsonException when it is not what a token of ours says
    static TokenClaims parse(byte[] json) throws JsonException {
        var tree = new JsonReader(json).tree();
        if (!(tree instanceof JsonObject claims)) {
            throw new JsonException("the claims are not an object", 0);
        }
        var own = claims.object("kubernetes.io");
        var account = ref(own, "serviceaccount");
        if (account == null || own.string("namespace").isEmpty()) {
            throw new JsonException("the claims name no service account", 0);
        }
        return new TokenClaims(
                audiences(claims),
                number(claims, "exp"),
                number(claims, "iat"),
                claims.string("iss"),
                claims.string("jti"),
                own.string("namespace"),
                account,
                ref(own, "pod"),
                ref(own, "secret"),
                ref(own, "node"),
                number(own, "warnafter"));
    }

    private static List<String> audiences(JsonObject claims) {
        return switch (claims.get("aud")) {
            case JsonString(var one) -> List.of(one);
            case JsonArray array -> {
                var all = new ArrayList<String>();
                for (var value : array.values()) {
                    if (value instanceof JsonString(var audience)) {
                        all.add(audience);
                    }
                }
                yield all;
            }
            case null, default -> List.of();
        };
    }

    private static long number(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? (long) number.doubleValue() : 0;
    }

    private static @Nullable Ref ref(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject ref ? new Ref(ref.string("name"), ref.string("uid")) : null;
    }

    private static void number(JsonWriter out, String name, long value) {
        out.key(name);
        out.int64(value);
    }

    private static void text(JsonWriter out, String name, String value) {
        out.key(name);
        out.string(value);
    }

    private static void ref(JsonWriter out, String name, @Nullable Ref ref) {
        if (ref != null) {
            out.key(name);
            out.beginObject();
            text(out, "name", ref.name());
            if (!ref.uid().isEmpty()) {
                text(out, "uid", ref.uid());
            }
            out.endObject();
        }
    }
}
