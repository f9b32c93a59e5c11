package io.djong.api.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Writes YAML as upstream's tools do: block style, members in alphabetical order.
public final class YamlWriter {
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setMultiLineFlow(false)
            .setSplitLines(true)
            .setWidth(80)
            .setUseUnicodeEncoding(true)
            .build();

    private YamlWriter() {}

    /// The document of a JSON text that this program has written itself.
    ///
    /// @throws IllegalArgumentException if it is not JSON
    public static byte[] ofJson(byte[] json) {
        try {
            return write(new JsonReader(json).tree());
        } catch (JsonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
    }

    /// The document of a tree.
    public static byte[] write(JsonValue value) {
        return new Dump(SETTINGS, new YamlStrings(SETTINGS))
                .dumpToString(plain(value))
                .getBytes(UTF_8);
    }

    private static @Nullable Object plain(JsonValue value) {
        return switch (value) {
            case JsonNull absent -> null;
            case JsonBool flag -> flag.value();
            case JsonString(var text) -> text;
            case JsonNumber number -> number(number);
            case JsonArray array -> {
                var list = new ArrayList<@Nullable Object>(array.size());
                array.values().forEach(element -> list.add(plain(element)));
                yield list;
            }
            case JsonObject object -> {
                var map = new TreeMap<String, @Nullable Object>();
                object.members().forEach((key, member) -> map.put(key, plain(member)));
                yield map;
            }
        };
    }

    private static Object number(JsonNumber number) {
        var out = new JsonWriter(24);
        out.tree(number);
        var text = out.asText();
        var whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        return whole ? new BigInteger(text) : new BigDecimal(text);
    }
}
