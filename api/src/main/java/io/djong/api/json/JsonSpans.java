package io.djong.api.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A JSON text and where each value in it stands, without a tree: values are numbers of nodes, the root
/// is 0, and the children of a value follow it. A member of an object is two nodes, its name and its
/// value. Immutable.
///
/// ```java
/// for (int key = spans.first(node); key < spans.next(node); key = spans.next(key + 1)) {
///     int value = key + 1; …
/// }
/// ```
public final class JsonSpans {
    /// Per node: where it starts, where it ends, and the node after its last descendant.
    private static final int STRIDE = 3;

    private final byte[] data;
    private final int[] nodes;

    private JsonSpans(byte[] data, int[] nodes) {
        this.data = data;
        this.nodes = nodes;
    }

    /// The index of a text that is known to be valid JSON; others give values that mean nothing.
    public static JsonSpans ofValid(byte[] json) {
        return new JsonSpans(json, new Indexing(json).nodes());
    }

    /// The index of a text.
    ///
    /// @throws JsonException when it is no JSON
    public static JsonSpans of(byte[] json) throws JsonException {
        var problem = JsonSyntax.error(json);
        if (problem != null) throw new JsonException(problem, 0);
        return ofValid(json);
    }

    /// The text; not to be changed.
    public byte[] data() {
        return data;
    }

    /// Where the node's text starts.
    public int start(int node) {
        return nodes[node * STRIDE];
    }

    /// Where the node's text ends.
    public int end(int node) {
        return nodes[node * STRIDE + 1];
    }

    /// The first child of an object or array; equal to [#next] when it has none.
    public int first(int node) {
        return node + 1;
    }

    /// The node after this one and all that is in it.
    public int next(int node) {
        return nodes[node * STRIDE + 2];
    }

    /// Whether an object or array has nothing in it.
    public boolean isEmpty(int node) {
        return next(node) == node + 1;
    }

    public boolean isObject(int node) {
        return data[start(node)] == '{';
    }

    public boolean isArray(int node) {
        return data[start(node)] == '[';
    }

    public boolean isNull(int node) {
        return data[start(node)] == 'n';
    }

    /// Whether it is a string, number or boolean.
    public boolean isScalar(int node) {
        byte c = data[start(node)];
        return c != '{' && c != '[' && c != 'n';
    }

    /// The text of a string.
    public String text(int node) {
        int from = start(node) + 1;
        int to = end(node) - 1;
        for (int i = from; i < to; i++) {
            if (data[i] < 0 || data[i] == '\\') return value(node) instanceof JsonString(String text) ? text : "";
        }
        return new String(data, from, to - from, UTF_8);
    }

    /// The value as a tree.
    public JsonValue value(int node) {
        var simple = simple(node);
        if (simple != null) return simple;
        try {
            return JsonValue.parse(data, start(node), end(node));
        } catch (JsonException e) {
            throw new IllegalStateException("indexed, but no JSON", e);
        }
    }

    /// The value of what needs no reader: plain strings, small integers and words.
    private @Nullable JsonValue simple(int node) {
        int from = start(node);
        return switch (data[from]) {
            case '"' -> plain(from + 1, end(node) - 1);
            case 't' -> JsonBool.TRUE;
            case 'f' -> JsonBool.FALSE;
            case 'n' -> JsonNull.NULL;
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digits(from, end(node));
            default -> null;
        };
    }

    private @Nullable JsonValue plain(int from, int to) {
        for (int i = from; i < to; i++) if (data[i] < 0 || data[i] == '\\') return null;
        return new JsonString(new String(data, from, to - from, ISO_8859_1));
    }

    private @Nullable JsonValue digits(int from, int to) {
        if (to - from > 9) return null;
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) return null;
            value = value * 10 + digit;
        }
        return JsonNumber.of((long) value);
    }

    /// The index of the name that a string is, or -1.
    public int find(FieldNames names, int node) {
        int from = start(node) + 1;
        return names.find(data, from, end(node) - 1 - from);
    }

    /// The value of a member of an object; -1 when it has none of that name.
    ///
    /// @param name in UTF-8, of letters that need no escaping
    public int member(int object, byte[] name) {
        int after = next(object);
        for (int key = object + 1; key < after; key = next(key + 1)) {
            if (Arrays.equals(data, start(key) + 1, end(key) - 1, name, 0, name.length)) return key + 1;
        }
        return -1;
    }

    /// Whether two values are spelled alike.
    public boolean sameText(int node, JsonSpans other, int that) {
        return Arrays.equals(data, start(node), end(node), other.data, other.start(that), other.end(that));
    }

    /// Whether two values mean the same: members in any order, 1 and 1.0 alike.
    public boolean sameValue(int node, JsonSpans other, int that) {
        if (sameText(node, other, that)) return true;
        byte kind = data[start(node)];
        byte otherKind = other.data[other.start(that)];
        if (kind == '{' && otherKind == '{') return sameMembers(node, other, that);
        if (kind == '[' && otherKind == '[') return sameElements(node, other, that);
        return kind != '{' && kind != '[' && value(node).equals(other.value(that));
    }

    private boolean sameElements(int node, JsonSpans other, int that) {
        int j = other.first(that);
        for (int i = first(node); i < next(node); i = next(i)) {
            if (j >= other.next(that) || !sameValue(i, other, j)) return false;
            j = other.next(j);
        }
        return j >= other.next(that);
    }

    private boolean sameMembers(int node, JsonSpans other, int that) {
        int count = 0;
        for (int key = first(node); key < next(node); key = next(key + 1)) {
            int found = other.sameName(that, this, key);
            if (found < 0 || !sameValue(key + 1, other, found)) return false;
            count++;
        }
        for (int key = other.first(that); key < other.next(that); key = other.next(key + 1)) count--;
        return count == 0;
    }

    /// The value of the member that is spelled as a name elsewhere.
    private int sameName(int object, JsonSpans names, int name) {
        for (int key = first(object); key < next(object); key = next(key + 1)) {
            if (sameText(key, names, name)) return key + 1;
        }
        return -1;
    }

    /// One pass over the text with a stack of its own.
    private static final class Indexing {
        private final byte[] data;
        private int[] nodes;
        private int count;
        private int[] open = new int[16];
        private int depth;

        Indexing(byte[] data) {
            this.data = data;
            this.nodes = new int[Math.max(16, data.length / 4)];
        }

        int[] nodes() {
            for (int i = 0; i < data.length; ) {
                switch (data[i]) {
                    case '{', '[' -> {
                        if (depth == open.length) open = Arrays.copyOf(open, depth * 2);
                        open[depth++] = count;
                        add(i++, 0);
                    }
                    case '}', ']' -> {
                        int node = open[--depth] * STRIDE;
                        nodes[node + 1] = ++i;
                        nodes[node + 2] = count;
                    }
                    case '"' -> i = add(i, textEnd(i + 1));
                    case ',', ':', ' ', '\n', '\r', '\t' -> i++;
                    default -> i = add(i, wordEnd(i));
                }
            }
            return Arrays.copyOf(nodes, count * STRIDE);
        }

        private int add(int start, int end) {
            int at = count * STRIDE;
            if (at + STRIDE > nodes.length) nodes = Arrays.copyOf(nodes, nodes.length * 2);
            nodes[at] = start;
            nodes[at + 1] = end;
            nodes[at + 2] = ++count;
            return end;
        }

        private int textEnd(int from) {
            int i = from;
            while (data[i] != '"') i += data[i] == '\\' ? 2 : 1;
            return i + 1;
        }

        private int wordEnd(int from) {
            int i = from;
            while (i < data.length && !ends(data[i])) i++;
            return i;
        }

        private static boolean ends(byte c) {
            return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ':';
        }
    }
}
