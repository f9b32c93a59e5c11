package io.djong.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// The `parameters` of an OpenAPI v2 document: what stands there once and is referred to.
///
/// Names are the parameter's and a hash of what it is. What differs by kind stays where it is, and so do two that
/// old kubectls look for: `dryRun` and `fieldValidation`.
final class SharedParameters {
    private static final List<String> NEVER = List.of("name", "dryRun", "fieldValidation");
    private static final String GENERIC = "#/definitions/io.k8s.apimachinery";

    private final Map<JsonObject, String> names = new HashMap<>();
    private final Node all = new Node();

    /// The parameter, or a reference to it.
    JsonObject place(JsonObject parameter) {
        if (!isShared(parameter)) return parameter;
        var known = names.get(parameter);
        if (known == null) {
            known = parameter.string("name") + "-" + hash(text(parameter));
            names.put(parameter, known);
            all.put(known, parameter);
        }
        return Node.of("$ref", "#/parameters/" + known);
    }

    JsonObject all() {
        return all.done();
    }

    private static boolean isShared(JsonObject parameter) {
        if (parameter.string("in").equals("body")) {
            return parameter.object("schema").string("$ref").startsWith(GENERIC);
        }
        return !NEVER.contains(parameter.string("name"));
    }

    /// As Go writes it, so that what means the same has upstream's name.
    private static String text(JsonObject parameter) {
        var out = new StringJoiner(",", "{", "}");
        for (String name : List.of("uniqueItems", "type", "description", "name", "in", "required", "schema")) {
            var value = parameter.get(name);
            if (value != null) out.add('"' + name + "\":" + value.toJson());
        }
        return out.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    /// Six bytes of FNV-1, in base64 for URLs.
    private static String hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : text.getBytes(UTF_8)) {
            hash *= 0x100000001b3L;
            hash ^= one & 0xff;
        }
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(bytes, 6));
    }
}
