package io.djong.api.validation.admissionregistration;

import io.djong.api.validation.expression.ReservedWords;

/// Names that expressions can use for a variable.
final class CelNames {
    private CelNames() {}

    static boolean isIdentifier(String name) {
        boolean matches = !name.isEmpty() && !isDigit(name.charAt(0));
        for (int i = 0; i < name.length() && matches; i++) {
            char c = name.charAt(i);
            matches = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
        }
        return matches && !ReservedWords.all().contains(name);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
