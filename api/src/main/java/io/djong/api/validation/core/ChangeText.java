package io.djong.api.validation.core;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.Codec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Says which fields differ, one line each for before and after.
public final class ChangeText {
    private ChangeText() {}

    /// The lines; each ends its line.
    public static <T> String of(Codec<T> codec, T before, T after) {
        var out = new StringBuilder();
        append(out, "", tree(codec, before), tree(codec, after));
        return out.toString();
    }

    private static <T> JsonObject tree(Codec<T> codec, T value) {
        try {
            return JsonValue.parse(Json.write(codec, value)) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonException e) {
            throw new IllegalStateException("what was written cannot be read", e);
        }
    }

    private static void append(StringBuilder out, String path, JsonObject before, JsonObject after) {
        for (var member : before.members().entrySet()) {
            var now = after.get(member.getKey());
            if (!Objects.equals(member.getValue(), now)) {
                change(out, path + member.getKey(), member.getValue(), now);
            }
        }
        for (var member : after.members().entrySet()) {
            if (before.get(member.getKey()) == null) {
                change(out, path + member.getKey(), null, member.getValue());
            }
        }
    }

    private static void change(StringBuilder out, String path, @Nullable JsonValue before, @Nullable JsonValue after) {
        if (before instanceof JsonObject old && after instanceof JsonObject now) {
            append(out, path + ".", old, now);
            return;
        }
        if (before != null) {
            out.append("- ").append(path).append(": ").append(before).append('\n');
        }
        if (after != null) {
            out.append("+ ").append(path).append(": ").append(after).append('\n');
        }
    }
}
