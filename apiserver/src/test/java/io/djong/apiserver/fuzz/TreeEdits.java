package io.djong.apiserver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.schema.FieldSchema;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.TypeSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes of an object, read from bytes, after which it is still JSON and mostly of the shape of its type. Each
/// takes two bytes for the place, one for what is done there, and what that needs.
final class TreeEdits {
    private static final int EDITS_MAX = 24;
    private static final int KINDS_OF_EDIT = 8;

    private final byte[] bytes;
    private final TypeSchema root;
    private int at;

    TreeEdits(byte[] bytes, TypeSchema root) {
        this.bytes = bytes;
        this.root = root;
    }

    /// The object after all edits.
    JsonValue apply(JsonValue object) {
        var changed = object;
        for (int edit = 0; edit < EDITS_MAX && at < bytes.length; edit++) {
            int place = next() << 8 | next();
            changed = edit(changed, place % Math.max(1, size(changed)), new FieldType.Struct(root.name(), ""));
        }
        return changed;
    }

    private int next() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    private static int size(JsonValue value) {
        return 1
                + switch (value) {
                    case JsonObject object ->
                        object.members().values().stream()
                                .mapToInt(TreeEdits::size)
                                .sum();
                    case JsonArray array ->
                        array.values().stream().mapToInt(TreeEdits::size).sum();
                    default -> 0;
                };
    }

    /// @param place how many nodes before it in document order
    /// @param type null where it is not known
    private JsonValue edit(JsonValue value, int place, @Nullable FieldType type) {
        if (place == 0) {
            return changed(value, type);
        }
        int before = 1;
        switch (value) {
            case JsonObject object -> {
                for (var member : object.members().entrySet()) {
                    int size = size(member.getValue());
                    if (place < before + size) {
                        return object.with(
                                member.getKey(),
                                edit(member.getValue(), place - before, inside(type, member.getKey())));
                    }
                    before += size;
                }
            }
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    int size = size(array.get(i));
                    if (place < before + size) {
                        var all = new ArrayList<>(array.values());
                        all.set(i, edit(array.get(i), place - before, element(type)));
                        return new JsonArray(all);
                    }
                    before += size;
                }
            }
            default -> {}
        }
        return value;
    }

    private static @Nullable FieldType inside(@Nullable FieldType type, String name) {
        return switch (type) {
            case FieldType.Struct struct -> {
                var field = struct.schema().field(name);
                yield field == null ? null : field.type();
            }
            case FieldType.MapOf map -> map.value();
            case null, default -> null;
        };
    }

    private static @Nullable FieldType element(@Nullable FieldType type) {
        return type instanceof FieldType.ListOf list ? list.element() : null;
    }

    private JsonValue changed(JsonValue value, @Nullable FieldType type) {
        int what = next() % KINDS_OF_EDIT;
        return switch (value) {
            case JsonObject object when what < 4 -> withField(object, type);
            case JsonObject object when what < 6 -> without(object);
            case JsonArray array when what < 3 -> withElement(array, type);
            case JsonArray array when what < 6 -> shuffled(array);
            default -> what == KINDS_OF_EDIT - 1 ? anything() : leaf(List.of());
        };
    }

    private JsonValue withField(JsonObject object, @Nullable FieldType type) {
        if (type instanceof FieldType.Struct struct && !struct.schema().fields().isEmpty()) {
            var fields = struct.schema().fields();
            var field = fields.get(next() % fields.size());
            return object.with(field.name(), valueOf(field));
        }
        var value = type instanceof FieldType.MapOf map ? KindSamples.full(map.value(), 2) : leaf(List.of());
        return object.with(text(), value);
    }

    private JsonValue valueOf(FieldSchema field) {
        int how = next() % 4;
        return switch (field.type()) {
            case FieldType.Leaf _ when how > 0 -> leaf(field.enumValues());
            default -> KindSamples.full(field.type(), 1 + how * 2);
        };
    }

    private JsonValue without(JsonObject object) {
        var names = List.copyOf(object.members().keySet());
        return names.isEmpty() ? object : object.without(names.get(next() % names.size()));
    }

    private JsonValue withElement(JsonArray array, @Nullable FieldType type) {
        var all = new ArrayList<>(array.values());
        var element = element(type);
        if (all.isEmpty() || next() % 2 == 0) {
            all.add(element == null ? leaf(List.of()) : KindSamples.full(element, 3));
        } else {
            all.add(all.get(next() % all.size()));
        }
        return new JsonArray(all);
    }

    private JsonValue shuffled(JsonArray array) {
        if (array.size() == 0) {
            return array;
        }
        var all = new ArrayList<>(array.values());
        var taken = all.remove(next() % all.size());
        if (next() % 2 == 0) {
            all.add(next() % (all.size() + 1), taken);
        }
        return new JsonArray(all);
    }

    /// @param known what it may be; empty when that is not known
    private JsonValue leaf(List<String> known) {
        int how = next();
        return switch (how % 8) {
            case 0 -> JsonNumber.of(next() - 128);
            case 1 -> JsonNumber.of((long) next() << (next() % 56));
            case 2 -> how < 128 ? JsonBool.TRUE : JsonBool.FALSE;
            case 3 -> new JsonString(text());
            default ->
                new JsonString(
                        known.isEmpty() ? Words.ALL.get(next() % Words.ALL.size()) : known.get(next() % known.size()));
        };
    }

    private String text() {
        int length = next() % 32;
        int from = at;
        at = Math.min(bytes.length, at + length);
        return new String(Arrays.copyOfRange(bytes, Math.min(from, at), at), UTF_8);
    }

    private JsonValue anything() {
        return switch (next() % 4) {
            case 0 -> JsonNull.NULL;
            case 1 -> JsonObject.EMPTY;
            case 2 -> JsonArray.EMPTY;
            default -> leaf(List.of());
        };
    }
}
