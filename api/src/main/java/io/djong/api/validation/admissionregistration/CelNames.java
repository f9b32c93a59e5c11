package io.djong.api.validation.admissionregistration;

import java.util.Set;

/// Names that expressions can use for a variable.
final class CelNames {
    private static final Set<String> RESERVED = Set.of(
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

    private CelNames() {}

    static boolean isIdentifier(String name) {
        boolean matches = !name.isEmpty() && !isDigit(name.charAt(0));
        for (int i = 0; i < name.length() && matches; i++) {
            char c = name.charAt(i);
            matches = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
        }
        return matches && !RESERVED.contains(name);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
