package io.djong.api.selector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A field selector: `metadata.name=web,status.phase!=Running`. All terms must be met. In values,
/// backslash, comma and equals sign are escaped by a backslash. Immutable.
///
/// @param terms the conditions, sorted as texts when parsed
public record FieldSelector(List<Term> terms) {
    /// Selects everything.
    public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

    /// One condition.
    ///
    /// @param field its label, such as `spec.nodeName`
    /// @param value compared as text
    /// @param equal whether it must be the value, or must not be
    public record Term(String field, String value, boolean equal) {
        /// The text form, with the value escaped.
        @Override
        public String toString() {
            return field + (equal ? "=" : "!=") + escape(value);
        }
    }

    /// Copies the terms.
    public FieldSelector {
        terms = List.copyOf(terms);
    }

    /// Reads the text form; an empty text selects everything.
    public static FieldSelector parse(String text) throws SelectorException {
        if (text.isEmpty()) {
            return EVERYTHING;
        }
        String[] parts = split(text).toArray(String[]::new);
        Arrays.sort(parts);
        var terms = new ArrayList<Term>(parts.length);
        for (String part : parts) {
            if (!part.isEmpty()) {
                terms.add(term(text, part));
            }
        }
        return new FieldSelector(terms);
    }

    /// At commas that no backslash precedes.
    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int start = 0;
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == ',') {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Term term(String selector, String part) throws SelectorException {
        for (int i = 0; i < part.length(); i++) {
            if (part.startsWith("!=", i)) {
                return new Term(part.substring(0, i), unescape(part.substring(i + 2)), false);
            }
            if (part.charAt(i) == '=') {
                int skip = part.startsWith("==", i) ? 2 : 1;
                return new Term(part.substring(0, i), unescape(part.substring(i + skip)), true);
            }
        }
        throw new SelectorException("invalid selector: '" + selector + "'; can't understand '" + part + "'");
    }

    /// A value as it stands in the text form.
    public static String escape(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
    }

    private static String unescape(String value) throws SelectorException {
        if (value.indexOf('\\') < 0 && value.indexOf(',') < 0 && value.indexOf('=') < 0) {
            return value;
        }
        var plain = new StringBuilder(value.length());
        boolean escaped = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean special = c == '\\' || c == ',' || c == '=';
            if (escaped && !special) {
                int end = value.offsetByCodePoints(i, 1);
                throw new SelectorException(
                        "invalid field selector: invalid escape sequence: \\" + value.substring(i, end));
            }
            if (escaped || !special) {
                plain.append(c);
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else {
                throw new SelectorException("invalid field selector: unescaped character in value: " + (int) c);
            }
        }
        if (escaped) {
            throw new SelectorException("invalid field selector: invalid escape sequence: \\");
        }
        return plain.toString();
    }

    /// Whether the fields meet all terms.
    ///
    /// @param fields gives the value of a field, empty when it has none
    public boolean matches(Function<String, String> fields) {
        for (var term : terms) {
            if (fields.apply(term.field).equals(term.value) != term.equal) {
                return false;
            }
        }
        return true;
    }

    /// Whether it selects everything.
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /// The value that the field must have, or null when it may have several.
    public @Nullable String exactMatch(String field) {
        for (var term : terms) {
            if (term.equal && term.field.equals(field)) {
                return term.value;
            }
        }
        return null;
    }

    /// The text form.
    @Override
    public String toString() {
        return String.join(",", terms.stream().map(Term::toString).toList());
    }
}
