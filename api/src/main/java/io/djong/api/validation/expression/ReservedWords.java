package io.djong.api.validation.expression;

import java.util.Set;

/// Words of the expression language that are no names. A field of such a name has two underscores on both
/// sides where an expression reads it.
public final class ReservedWords {
    private static final Set<String> ALL = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private ReservedWords() {}

    /// All of them.
    public static Set<String> all() {
        return ALL;
    }

    /// How an expression writes a field of such a name.
    public static String escaped(String word) {
        return "__" + word + "__";
    }
}
