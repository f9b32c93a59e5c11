package io.djong.api.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Keys and values of labels. The key's form, a name with an optional domain in front, is also that
/// of annotation keys, taint keys, resource names and conditions ("qualified name").
public final class LabelNames {
    /// Longest name part of a key, and longest value, in bytes.
    public static final int NAME_MAX = 63;

    private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String NAME_TEXT = Texts.expression(
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                    + " character",
            NAME,
            "MyName",
            "my.name",
            "123-abc");
    private static final String VALUE_TEXT = Texts.expression(
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start"
                    + " and end with an alphanumeric character",
            "(" + NAME + ")?",
            "MyValue",
            "my_value",
            "12345");

    private LabelNames() {}

    /// What is wrong with a key: `app`, `example.com/app`.
    public static List<String> key(String key) {
        int slash = key.indexOf('/');
        if (slash >= 0 && key.indexOf('/', slash + 1) >= 0) {
            return List.of("a valid label key " + NAME_TEXT
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        String name = slash < 0 ? key : key.substring(slash + 1);
        boolean matches = isName(name);
        boolean prefixed = slash < 0
                || (slash > 0 && slash <= DnsNames.SUBDOMAIN_MAX && DnsNames.isSubdomain(key.substring(0, slash)));
        if (prefixed && matches && name.length() <= NAME_MAX) {
            return List.of();
        }
        var wrong = new ArrayList<String>(3);
        if (slash == 0) {
            wrong.add("prefix part " + Texts.NON_EMPTY);
        } else if (!prefixed) {
            String prefix = key.substring(0, slash);
            if (ByteLength.of(prefix) > DnsNames.SUBDOMAIN_MAX) {
                wrong.add("prefix part " + Texts.maxBytes(DnsNames.SUBDOMAIN_MAX));
            }
            if (!DnsNames.isSubdomain(prefix)) {
                wrong.add("prefix part " + DnsNames.SUBDOMAIN_TEXT);
            }
        }
        if (name.isEmpty()) {
            wrong.add("name part " + Texts.NON_EMPTY);
        } else if (ByteLength.of(name) > NAME_MAX) {
            wrong.add("name part " + Texts.maxBytes(NAME_MAX));
        }
        if (!matches) {
            wrong.add("name part " + NAME_TEXT);
        }
        return wrong;
    }

    /// What is wrong with a value; an empty one is right.
    public static List<String> value(String value) {
        boolean matches = value.isEmpty() || isName(value);
        if (matches && value.length() <= NAME_MAX) {
            return List.of();
        }
        var wrong = new ArrayList<String>(2);
        if (ByteLength.of(value) > NAME_MAX) {
            wrong.add(Texts.maxBytes(NAME_MAX));
        }
        if (!matches) {
            wrong.add(VALUE_TEXT);
        }
        return wrong;
    }

    /// Every label of an object's metadata or of a selector.
    public static void labels(FieldErrors errors, FieldPath path, Map<String, String> labels) {
        for (var label : labels.entrySet()) {
            errors.invalidEach(path, label.getKey(), key(label.getKey()));
            errors.invalidEach(path, label.getValue(), value(label.getValue()));
        }
    }

    private static boolean isName(String name) {
        int last = name.length() - 1;
        if (last < 0 || !isAlphanumeric(name.charAt(0)) || !isAlphanumeric(name.charAt(last))) {
            return false;
        }
        for (int i = 1; i < last; i++) {
            char c = name.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
