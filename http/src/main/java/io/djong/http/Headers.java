package io.djong.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Header fields in their order; names compare without case. Immutable. Nothing in here can break the
/// framing: names are tokens, values hold no line ends, NUL or other control characters but tab (RFC 9110,
/// 5.5).
public final class Headers {
    /// No headers.
    public static final Headers NONE = new Headers(new String[0], 0);

    private static final boolean[] TOKEN_CHARS = new boolean[128];

    static {
        for (char c = '0'; c <= '9'; c++) TOKEN_CHARS[c] = true;
        for (char c = 'A'; c <= 'Z'; c++) TOKEN_CHARS[c] = true;
        for (char c = 'a'; c <= 'z'; c++) TOKEN_CHARS[c] = true;
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) TOKEN_CHARS[c] = true;
    }

    private final String[] fields; // name, value, name, value
    private final int length;

    private Headers(String[] fields, int length) {
        this.fields = fields;
        this.length = length;
    }

    /// From name, value, name, value.
    ///
    /// @throws IllegalArgumentException for an odd number, a name that is no token, a value with control
    ///     characters
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value: " + Arrays.toString(namesAndValues));
        }
        var builder = new Builder(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) builder.add(namesAndValues[i], namesAndValues[i + 1]);
        return builder.build();
    }

    /// How many fields.
    public int size() {
        return length / 2;
    }

    /// The name of the field at this index.
    public String name(int index) {
        return fields[2 * index];
    }

    /// The value of the field at this index.
    public String value(int index) {
        return fields[2 * index + 1];
    }

    /// The value of the first field of this name.
    public @Nullable String first(String name) {
        for (int i = 0; i < length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) return fields[i + 1];
        }
        return null;
    }

    /// The value of the first field of this name, else the other.
    public String first(String name, String otherwise) {
        var value = first(name);
        return value == null ? otherwise : value;
    }

    /// The values of all fields of this name.
    public List<String> all(String name) {
        List<String> values = List.of();
        for (int i = 0; i < length; i += 2) {
            if (!fields[i].equalsIgnoreCase(name)) continue;
            if (values.isEmpty()) values = new ArrayList<>(2);
            values.add(fields[i + 1]);
        }
        return values;
    }

    public boolean contains(String name) {
        return first(name) != null;
    }

    /// The parts of all fields of this name, split at commas and trimmed, empty ones left out. Not for
    /// values with quotes.
    public List<String> tokens(String name) {
        if (!contains(name)) return List.of();
        var tokens = new ArrayList<String>();
        for (var value : all(name)) {
            for (var part : value.split(",")) {
                if (!part.isBlank()) tokens.add(part.strip());
            }
        }
        return tokens;
    }

    /// Whether a comma separated part of a field of this name is this word, without case.
    public boolean hasToken(String name, String token) {
        for (var each : tokens(name)) {
            if (each.equalsIgnoreCase(token)) return true;
        }
        return false;
    }

    public void forEach(BiConsumer<String, String> each) {
        for (int i = 0; i < length; i += 2) each.accept(fields[i], fields[i + 1]);
    }

    /// With this as the only field of its name, at the end.
    public Headers with(String name, String value) {
        return toBuilder().set(name, value).build();
    }

    /// With one field more.
    public Headers plus(String name, String value) {
        return toBuilder().add(name, value).build();
    }

    /// Without the fields of this name.
    public Headers without(String name) {
        return contains(name) ? toBuilder().remove(name).build() : this;
    }

    public Builder toBuilder() {
        var builder = new Builder(size() + 2);
        System.arraycopy(fields, 0, builder.fields, 0, length);
        builder.length = length;
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that && Arrays.equals(fields, 0, length, that.fields, 0, that.length);
    }

    @Override
    public int hashCode() {
        return Arrays.asList(fields).subList(0, length).hashCode();
    }

    /// Names only: values may be secrets.
    @Override
    public String toString() {
        var names = new ArrayList<String>();
        for (int i = 0; i < length; i += 2) names.add(fields[i]);
        return names.toString();
    }

    private static boolean isTokenChar(char c) {
        return c < TOKEN_CHARS.length && TOKEN_CHARS[c];
    }

    /// Whether it is a token of RFC 9110, 5.6.2: a header's name, a method.
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) return false;
        }
        return !text.isEmpty();
    }

    /// Whether it may be a header's value.
    public static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) return false;
        }
        return true;
    }

    /// Collects fields. For one thread.
    public static final class Builder {
        private String[] fields;
        private int length;

        public Builder() {
            this(8);
        }

        private Builder(int capacity) {
            fields = new String[Math.max(2, 2 * capacity)];
        }

        /// One field more.
        ///
        /// @throws IllegalArgumentException for a name that is no token or a value with control characters
        public Builder add(String name, String value) {
            if (!isToken(name)) throw new IllegalArgumentException("not a header name: " + printable(name));
            if (!isValue(value))
                throw new IllegalArgumentException("control characters in the value of header " + name);
            if (length == fields.length) fields = Arrays.copyOf(fields, 2 * fields.length);
            fields[length++] = name;
            fields[length++] = value;
            return this;
        }

        /// Instead of all fields of this name.
        public Builder set(String name, String value) {
            return remove(name).add(name, value);
        }

        public Builder remove(String name) {
            int kept = 0;
            for (int i = 0; i < length; i += 2) {
                if (fields[i].equalsIgnoreCase(name)) continue;
                fields[kept++] = fields[i];
                fields[kept++] = fields[i + 1];
            }
            length = kept;
            return this;
        }

        public boolean contains(String name) {
            for (int i = 0; i < length; i += 2) {
                if (fields[i].equalsIgnoreCase(name)) return true;
            }
            return false;
        }

        public Headers build() {
            return length == 0 ? NONE : new Headers(Arrays.copyOf(fields, length), length);
        }

        private static String printable(String name) {
            return name.toLowerCase(Locale.ROOT).replaceAll("[^ -~]", "?");
        }
    }
}
