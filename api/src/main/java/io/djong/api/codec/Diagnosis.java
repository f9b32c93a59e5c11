package io.djong.api.codec;

import io.djong.api.json.GoQuote;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonSyntax;
import io.djong.api.meta.Times;
import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityException;
import io.djong.api.schema.FieldSchema;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.LeafType;
import io.djong.api.schema.TypeSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with a text that the codecs refused, or what a strict reading finds in one
/// that they took, in the words of upstream's decoder (sigs.k8s.io/json).
///
/// That decoder checks the syntax of the whole text first. Then it goes on after a value of the
/// wrong type and reports the first of them at the end, but stops at once when a type that reads
/// itself (a quantity, a time, …) refuses its value. Codecs know none of this: this second, slower
/// pass runs only when there is something to say.
final class Diagnosis {
    private static final int PROBLEMS_MAX = 100;

    private final JsonReader in;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Deque<String> strictPath = new ArrayDeque<>();
    private final List<String> fields = new ArrayList<>();
    private String struct = "";
    private @Nullable String typeError;

    private Diagnosis(byte[] data) {
        in = new JsonReader(data);
    }

    /// A type that reads itself has refused its value.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /// Why a text is not an object of that type; `otherwise` when nothing is found.
    static String error(TypeSchema type, byte[] data, String otherwise) {
        String syntax = JsonSyntax.error(data);
        if (syntax != null) return syntax;
        var diagnosis = new Diagnosis(data);
        try {
            diagnosis.object(type);
        } catch (Refused e) {
            return String.valueOf(e.getMessage());
        } catch (JsonException e) {
            return otherwise;
        }
        return diagnosis.typeError == null ? otherwise : diagnosis.typeError;
    }

    /// Unknown and duplicate members of a text that was read without error.
    static List<String> problems(TypeSchema type, byte[] data) {
        var diagnosis = new Diagnosis(data);
        try {
            diagnosis.object(type);
        } catch (JsonException e) {
            // nested deeper than this reader goes: what was found so far must do
        } catch (Refused e) {
            throw new IllegalStateException("read before, refused now: " + e.getMessage(), e);
        }
        return List.copyOf(diagnosis.problems);
    }

    /// Duplicate members of an object without a type.
    static List<String> duplicates(byte[] data) {
        var diagnosis = new Diagnosis(data);
        try {
            diagnosis.any();
        } catch (JsonException e) {
            // nested deeper than this reader goes: what was found so far must do
        }
        return List.copyOf(diagnosis.problems);
    }

    private void any() throws JsonException {
        int c = in.peek();
        if (c == '[') {
            in.beginArray();
            for (int i = 0; in.element(); i++) {
                strictPath.addLast("[" + i + "]");
                any();
                strictPath.removeLast();
            }
        } else if (c == '{') {
            var seen = new HashSet<String>();
            in.beginObject();
            for (String key; (key = in.key()) != null; ) {
                if (!seen.add(key)) problem("duplicate", key);
                strictPath.addLast("." + key);
                any();
                strictPath.removeLast();
            }
        } else in.skip();
    }

    private void object(TypeSchema type) throws JsonException, Refused {
        if (in.peek() != '{') {
            if (!in.skipNull()) wrong(type.go());
            return;
        }
        var seen = new HashSet<String>();
        in.beginObject();
        for (String key; (key = in.key()) != null; ) {
            FieldSchema field = type.field(key);
            boolean meta = field == null
                    && type.shape() != TypeSchema.Shape.PART
                    && (key.equals("kind") || key.equals("apiVersion"));
            if (field == null && !meta) {
                problem("unknown", key);
                in.skip();
                continue;
            }
            if (!seen.add(key)) problem("duplicate", key);
            member(type, key, field);
        }
    }

    private void member(TypeSchema type, String key, @Nullable FieldSchema field) throws JsonException, Refused {
        int depth = fields.size();
        String outer = struct;
        if (field == null) fields.add("TypeMeta");
        else fields.addAll(field.embeddedIn());
        fields.add(key);
        struct = type.simpleName();
        strictPath.addLast("." + key);
        value(field == null ? new FieldType.Leaf(LeafType.STRING, "string") : field.type());
        strictPath.removeLast();
        struct = outer;
        fields.subList(depth, fields.size()).clear();
    }

    private void value(FieldType type) throws JsonException, Refused {
        if (in.peek() == 'n' && in.skipNull()) return;
        switch (type) {
            case FieldType.Struct named -> {
                var schema = named.schema();
                if (schema.shape() == TypeSchema.Shape.UNION) union(schema);
                else object(schema);
            }
            case FieldType.ListOf(FieldType element, String go) -> list(element, go);
            case FieldType.MapOf(FieldType element, String go) -> map(element, go);
            case FieldType.Leaf(LeafType leaf, String go) -> leaf(leaf, go);
        }
    }

    private void list(FieldType element, String go) throws JsonException, Refused {
        if (in.peek() != '[') {
            wrong(go);
            return;
        }
        in.beginArray();
        for (int i = 0; in.element(); i++) {
            strictPath.addLast("[" + i + "]");
            value(element);
            strictPath.removeLast();
        }
    }

    private void map(FieldType element, String go) throws JsonException, Refused {
        if (in.peek() != '{') {
            wrong(go);
            return;
        }
        var seen = new HashSet<String>();
        in.beginObject();
        for (String key; (key = in.key()) != null; ) {
            if (!seen.add(key)) problem("duplicate", key);
            strictPath.addLast("." + key);
            value(element);
            strictPath.removeLast();
        }
    }

    /// Reads itself with a decoder of its own, so problems and paths end here.
    private void union(TypeSchema schema) throws JsonException, Refused {
        int c = in.peek();
        boolean orBool = schema.field("allows") != null;
        if (orBool && c != '{' && c != 't' && c != 'f') throw new Refused("boolean or JSON schema expected");
        FieldSchema part = schema.field("schema");
        byte[] raw = in.raw();
        if (c != '{' || part == null || !(part.type() instanceof FieldType.Struct named)) return;
        var inner = new Diagnosis(raw);
        inner.object(named.schema());
        if (inner.typeError != null) throw new Refused(inner.typeError);
    }

    private void leaf(LeafType leaf, String go) throws JsonException, Refused {
        int c = in.peek();
        switch (leaf) {
            case STRING -> expect(c == '"', go);
            case BOOL -> expect(c == 't' || c == 'f', go);
            case INT32, INT64, FLOAT64 -> number(leaf, go);
            case BYTES -> {
                if (c == '"') base64(in.string(""));
                else wrong(go);
            }
            case MESSAGE -> list(new FieldType.Leaf(LeafType.STRING, "string"), go);
            case TIME, MICRO_TIME -> {
                if (c != '"') throw new Refused(typeError("string"));
                String error = Times.parseError(in.string(""), leaf == LeafType.MICRO_TIME);
                if (error != null) throw new Refused(error);
            }
            case QUANTITY -> quantity();
            case INT_OR_STRING -> {
                if (c == '"') in.skip();
                else intOnly();
            }
            case RAW, FIELDS_V1 -> in.skip();
            case ANY -> any();
        }
    }

    private void expect(boolean right, String go) throws JsonException {
        if (right) in.skip();
        else wrong(go);
    }

    private void number(LeafType leaf, String go) throws JsonException {
        if (!startsNumber()) {
            wrong(go);
            return;
        }
        String literal = new String(in.raw(), StandardCharsets.US_ASCII);
        if (!fits(leaf, literal)) save("number " + literal, go);
    }

    private static boolean fits(LeafType leaf, String literal) {
        try {
            if (leaf == LeafType.FLOAT64) return !Double.isInfinite(Double.parseDouble(literal));
            long value = Long.parseLong(literal);
            return leaf == LeafType.INT64 || value == (int) value;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean startsNumber() {
        int c = in.peek();
        return c == '-' || (c >= '0' && c <= '9');
    }

    /// The number of an int-or-string, which is read by a decoder of its own.
    private void intOnly() throws JsonException, Refused {
        if (!startsNumber()) throw new Refused(typeError("int32"));
        String literal = new String(in.raw(), StandardCharsets.US_ASCII);
        if (!fits(LeafType.INT32, literal)) throw new Refused(typeError("number " + literal, "int32"));
    }

    private void quantity() throws JsonException, Refused {
        String raw = new String(in.raw(), StandardCharsets.UTF_8);
        boolean quoted = raw.length() >= 2 && raw.startsWith("\"");
        try {
            Quantity.parseTrimmed(quoted ? raw.substring(1, raw.length() - 1) : raw);
        } catch (QuantityException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    private void base64(String text) {
        int wrongAt = Base64Check.wrongAt(text);
        if (wrongAt >= 0 && typeError == null) typeError = "illegal base64 data at input byte " + wrongAt;
    }

    /// Notes that the next value cannot be of that type, and passes over it.
    private void wrong(String go) throws JsonException {
        if (typeError == null) typeError = typeError(go);
        in.skip();
    }

    private void save(String what, String go) {
        if (typeError == null) typeError = typeError(what, go);
    }

    private String typeError(String go) {
        String what = switch (in.peek()) {
            case '{' -> "object";
            case '[' -> "array";
            case '"' -> "string";
            case 't', 'f' -> "bool";
            default -> "number";
        };
        return typeError(what, go);
    }

    private String typeError(String what, String go) {
        String place = fields.isEmpty() ? "Go value" : "Go struct field " + struct + "." + String.join(".", fields);
        return "json: cannot unmarshal " + what + " into " + place + " of type " + go;
    }

    private void problem(String what, String key) {
        if (problems.size() >= PROBLEMS_MAX) return;
        String path = String.join("", strictPath) + "." + key;
        problems.add(what + " field " + GoQuote.quote(path.substring(leadingDots(path))));
    }

    private static int leadingDots(String path) {
        int dots = 0;
        while (dots < path.length() && path.charAt(dots) == '.') dots++;
        return dots;
    }
}
