package io.djong.api.validation;

import io.djong.api.given.EmptyList;
import io.djong.api.json.GoQuote;
import io.djong.api.json.JsonWriter;
import io.djong.api.json.OrderedMap;
import io.djong.api.meta.Bytes;
import io.djong.api.meta.Codec;
import io.djong.api.meta.IntOrString;
import io.djong.api.meta.IntOrStringCodec;
import io.djong.api.meta.MicroTimeCodec;
import io.djong.api.meta.StringCodec;
import io.djong.api.meta.TimeCodec;
import io.djong.api.quantity.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values as messages show them when they are more than a text or a number: as JSON, and `null` when there is none.
/// What was written and is empty is shown so (`[]`, `{}`, `""`). Structures of upstream's internal types are
/// [InternalJson]'s.
public final class Shown {
    private Shown() {}

    /// A structure.
    public static <T> String json(Codec<T> codec, @Nullable T value) {
        if (value == null) {
            return FieldErrors.NULL;
        }
        var out = new JsonWriter(64);
        codec.writeJson(out, value);
        return out.asText();
    }

    /// A list of structures.
    public static <T> String list(Codec<T> codec, List<T> values) {
        if (values.isEmpty()) {
            return EmptyList.is(values) ? "[]" : FieldErrors.NULL;
        }
        var out = new JsonWriter(64);
        codec.writeJsonList(out, values);
        return out.asText();
    }

    /// A map of structures.
    public static <T> String map(Codec<T> codec, Map<String, T> values) {
        if (values.isEmpty()) {
            return OrderedMap.isGivenEmpty(values) ? "{}" : FieldErrors.NULL;
        }
        var out = new JsonWriter(64);
        codec.writeJsonMap(out, values);
        return out.asText();
    }

    /// A list of texts.
    public static String texts(List<String> values) {
        return list(StringCodec.CODEC, values);
    }

    /// A map of texts, such as labels.
    public static String texts(Map<String, String> values) {
        return map(StringCodec.CODEC, values);
    }

    /// A point in time.
    public static String time(@Nullable Instant time) {
        return json(TimeCodec.CODEC, time);
    }

    /// A point in time with its microseconds.
    public static String microTime(@Nullable Instant time) {
        return json(MicroTimeCodec.CODEC, time);
    }

    /// A number, when there is one.
    public static String number(@Nullable Number number) {
        return number == null ? FieldErrors.NULL : number.toString();
    }

    /// A text, when there is one.
    public static String text(@Nullable String text) {
        return text == null ? FieldErrors.NULL : GoQuote.quote(text);
    }

    /// A number or text.
    public static String intOrString(@Nullable IntOrString value) {
        return json(IntOrStringCodec.CODEC, value);
    }

    /// A quantity.
    public static String quantity(Quantity quantity) {
        return GoQuote.quote(quantity.toString());
    }

    /// Bytes, in base 64.
    public static String bytes(Bytes bytes) {
        if (bytes.isEmpty() && !bytes.isGivenEmpty()) {
            return FieldErrors.NULL;
        }
        var out = new JsonWriter(64);
        out.base64(bytes.shared());
        return out.asText();
    }
}
