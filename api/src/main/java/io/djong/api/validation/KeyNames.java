package io.djong.api.validation;

import java.util.ArrayList;
import java.util.List;

/// Names inside a container or a configuration: keys of ConfigMaps, variables, identifiers, header names.
public final class KeyNames {
    private static final String CONFIG_KEY_TEXT = Texts.expression(
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
            "[-._a-zA-Z0-9]+",
            "key.name",
            "KEY_NAME",
            "key-name");
    private static final String VARIABLE_TEXT =
            "a valid environment variable name must consist only of printable ASCII characters other than '='";
    private static final String IDENTIFIER_TEXT = Texts.expression(
            "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric"
                    + " characters or '_'",
            "[A-Za-z_][A-Za-z0-9_]*",
            "my_name",
            "MY_NAME",
            "MyName");
    private static final String HEADER_TEXT = Texts.expression(
            "a valid HTTP header must consist of alphanumeric characters or '-'", "[-A-Za-z0-9]+", "X-Header-Name");

    private KeyNames() {}

    /// A key of a ConfigMap or a Secret.
    public static List<String> configKey(String key) {
        boolean matches = !key.isEmpty();
        for (int i = 0; i < key.length() && matches; i++) {
            char c = key.charAt(i);
            matches = isAlphanumeric(c) || c == '-' || c == '.' || c == '_';
        }
        boolean tooLong = ByteLength.of(key) > DnsNames.SUBDOMAIN_MAX;
        if (matches && !tooLong && !key.startsWith(".")) {
            return List.of();
        }
        var wrong = new ArrayList<String>(3);
        if (tooLong) {
            wrong.add(Texts.maxCharacters(DnsNames.SUBDOMAIN_MAX));
        }
        if (!matches) {
            wrong.add(CONFIG_KEY_TEXT);
        }
        if (key.equals(".")) {
            wrong.add("must not be '.'");
        } else if (key.equals("..")) {
            wrong.add("must not be '..'");
        } else if (key.startsWith("..")) {
            wrong.add("must not start with '..'");
        }
        return wrong;
    }

    /// The name of an environment variable: any printable ASCII but `=`.
    public static List<String> variable(String name) {
        if (name.isEmpty()) {
            return List.of("environment variable name " + Texts.NON_EMPTY);
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~' || c == '=') {
                return List.of(VARIABLE_TEXT);
            }
        }
        return List.of();
    }

    /// An identifier of the C language; reasons of conditions have this form.
    public static List<String> identifier(String name) {
        boolean matches = !name.isEmpty() && !isDigit(name.charAt(0));
        for (int i = 0; i < name.length() && matches; i++) {
            matches = isAlphanumeric(name.charAt(i)) || name.charAt(i) == '_';
        }
        return matches ? List.of() : List.of(IDENTIFIER_TEXT);
    }

    /// The name of an HTTP header.
    public static List<String> header(String name) {
        boolean matches = !name.isEmpty();
        for (int i = 0; i < name.length() && matches; i++) {
            matches = isAlphanumeric(name.charAt(i)) || name.charAt(i) == '-';
        }
        return matches ? List.of() : List.of(HEADER_TEXT);
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
