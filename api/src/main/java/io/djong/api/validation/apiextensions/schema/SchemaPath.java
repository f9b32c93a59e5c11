package io.djong.api.validation.apiextensions.schema;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A path such as `.spec.size` or `.data['a.b']`, followed through a schema.
///
/// @param problem why it leads nowhere; empty when it does
/// @param path as paths in messages are
/// @param schema of what it leads to; null when a schema says nothing of it
public record SchemaPath(
        String problem, String path, @Nullable JSONSchemaProps schema) {
    private static final String NOWHERE = "does not refer to a valid field";
    private static final String ESCAPES = "abfnrtv'\\";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b'\\";

    /// Follows a path.
    ///
    /// @param arrays whether members may stand in brackets
    public static SchemaPath of(String text, JSONSchemaProps schema, boolean arrays) {
        var tokens = tokens(text);
        var at = new SchemaPath("", "", schema);
        for (int i = 0; i < tokens.size() && at.problem.isEmpty(); ) {
            String token = tokens.get(i);
            boolean last = i + 1 >= tokens.size();
            if (token.equals(".")) {
                at = last ? failed("unexpected end of JSON path") : at.member(tokens.get(i + 1));
                i += 2;
            } else if (token.equals("[")) {
                at = arrays ? at.bracket(tokens, i) : failed("array notation is not allowed");
                i += 3;
            } else {
                at = failed("expected [ or . but got: " + token);
            }
        }
        return at;
    }

    private static SchemaPath failed(String problem) {
        return new SchemaPath(problem, "", null);
    }

    private SchemaPath bracket(List<String> tokens, int i) {
        if (i + 1 >= tokens.size()) {
            return failed("unexpected end of JSON path");
        }
        String token = tokens.get(i + 1);
        if (token.length() < 2 || !token.startsWith("'") || !token.endsWith("'")) {
            return failed("expected single quoted string but got " + token);
        }
        var name = new StringBuilder();
        for (int j = 1; j < token.length() - 1; j++) {
            char c = token.charAt(j);
            if (c == '\\' && j + 1 < token.length() - 1) {
                j++;
                int escape = ESCAPES.indexOf(token.charAt(j));
                if (escape < 0) {
                    return failed("invalid string literal: invalid escape char \\" + token.charAt(j));
                }
                c = ESCAPED.charAt(escape);
            }
            name.append(c);
        }
        var found = member(name.toString());
        if (!found.problem.isEmpty()) {
            return found;
        }
        if (i + 2 >= tokens.size()) {
            return failed("unexpected end of JSON path");
        }
        return tokens.get(i + 2).equals("]") ? found : failed("expected ] but got " + tokens.get(i + 2));
    }

    private SchemaPath member(String name) {
        if (schema == null) {
            return failed(NOWHERE);
        }
        if (!schema.properties().isEmpty()) {
            var child = schema.properties().get(name);
            return child == null
                    ? failed(NOWHERE)
                    : new SchemaPath("", path.isEmpty() ? name : path + "." + name, child);
        }
        var additional = schema.additionalProperties();
        return additional == null ? failed(NOWHERE) : new SchemaPath("", path + "[" + name + "]", additional.schema());
    }

    /// Dots, brackets, what is quoted, and what stands between.
    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            char first = text.charAt(from);
            int to = from + 1;
            if (first == '\'') {
                while (to < text.length() && (text.charAt(to) != '\'' || text.charAt(to - 1) == '\\')) {
                    to++;
                }
                to = Math.min(text.length(), to + 1);
            } else if (".[]".indexOf(first) < 0) {
                while (to < text.length() && ".[]".indexOf(text.charAt(to)) < 0) {
                    to++;
                }
            }
            tokens.add(text.substring(from, to));
            from = to;
        }
        return tokens;
    }
}
