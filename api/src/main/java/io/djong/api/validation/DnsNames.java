package io.djong.api.validation;

import java.util.ArrayList;
import java.util.List;

/// Names in the forms of the domain name system. Each check returns what is wrong, nothing when the name is right.
/// Hand-written scans: no regular expression runs on input.
public final class DnsNames {
    /// Longest label, in bytes.
    public static final int LABEL_MAX = 63;

    /// Longest subdomain, in bytes.
    public static final int SUBDOMAIN_MAX = 253;

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String LABEL_TEXT = Texts.expression(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end"
                    + " with an alphanumeric character",
            LABEL,
            "my-name",
            "123-abc");
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    static final String SUBDOMAIN_TEXT = Texts.expression(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                    + " start and end with an alphanumeric character",
            SUBDOMAIN,
            "example.com");
    private static final String CASELESS_TEXT = Texts.expression(
            "an RFC 1123 subdomain must consist of alphanumeric characters, '-' or '.', and must start and end with an"
                    + " alphanumeric character",
            SUBDOMAIN,
            "Example.com");
    private static final String UNDERSCORE_LABEL = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
    private static final String UNDERSCORE_TEXT = Texts.expression(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must"
                    + " start and end with an alphanumeric character",
            UNDERSCORE_LABEL + "(\\." + UNDERSCORE_LABEL + ")*",
            "example.com");
    private static final String LABEL_1035_TEXT = Texts.expression(
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                    + " character, and end with an alphanumeric character",
            "[a-z]([-a-z0-9]*[a-z0-9])?",
            "my-name",
            "abc-123");
    private static final String WILDCARD_TEXT = Texts.expression(
            "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of"
                    + " lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
            "\\*\\." + SUBDOMAIN,
            "*.example.com");

    private DnsNames() {}

    /// A label of RFC 1123: `my-name`, `123-abc`.
    public static List<String> label(String name) {
        int length = ByteLength.of(name);
        boolean matches = isLabel(name, 0, name.length());
        if (matches && length <= LABEL_MAX) {
            return List.of();
        }
        var wrong = new ArrayList<String>(2);
        if (length > LABEL_MAX) {
            wrong.add(Texts.maxCharacters(LABEL_MAX));
        }
        if (!matches) {
            wrong.add(isSubdomain(name) ? "must not contain dots" : LABEL_TEXT);
        }
        return wrong;
    }

    /// Labels of RFC 1123 with dots between them: `example.com`.
    public static List<String> subdomain(String name) {
        return check(name, isSubdomain(name), SUBDOMAIN_MAX, SUBDOMAIN_TEXT);
    }

    /// As [#subdomain], where the rule is declared upstream: the length is told in bytes.
    public static List<String> longName(String name) {
        return inBytes(subdomain(name), SUBDOMAIN_MAX);
    }

    /// As [#label], where the rule is declared upstream: the length is told in bytes.
    public static List<String> shortName(String name) {
        return inBytes(label(name), LABEL_MAX);
    }

    private static List<String> inBytes(List<String> wrong, int max) {
        return wrong.stream()
                .map(text -> text.equals(Texts.maxCharacters(max)) ? Texts.maxBytes(max) : text)
                .toList();
    }

    /// As [#subdomain], of any case.
    public static List<String> subdomainOfAnyCase(String name) {
        return check(name, isSubdomain(asciiLowerCase(name)), SUBDOMAIN_MAX, CASELESS_TEXT);
    }

    /// As [#subdomain], with underscores: search domains of a pod's DNS configuration.
    public static List<String> subdomainWithUnderscore(String name) {
        return check(name, isUnderscoreSubdomain(name), SUBDOMAIN_MAX, UNDERSCORE_TEXT);
    }

    /// A label of RFC 1035, which starts with a letter.
    public static List<String> label1035(String name) {
        boolean matches = isLabel(name, 0, name.length()) && name.charAt(0) >= 'a';
        return check(name, matches, LABEL_MAX, LABEL_1035_TEXT);
    }

    /// `*.` and a subdomain: host names of an Ingress.
    public static List<String> wildcardSubdomain(String name) {
        return check(name, name.startsWith("*.") && isSubdomain(name.substring(2)), SUBDOMAIN_MAX, WILDCARD_TEXT);
    }

    private static List<String> check(String name, boolean matches, int max, String text) {
        boolean tooLong = name.length() > max / 3 && ByteLength.of(name) > max;
        if (!tooLong) {
            return matches ? List.of() : List.of(text);
        }
        return matches ? List.of(Texts.maxCharacters(max)) : List.of(Texts.maxCharacters(max), text);
    }

    /// A domain of three parts or more, without a dot at its end.
    public static void fullyQualifiedName(FieldErrors errors, FieldPath path, String name) {
        if (name.isEmpty()) {
            errors.required(path);
            return;
        }
        var wrong = subdomain(name);
        if (!wrong.isEmpty()) {
            errors.invalid(path, name, String.join(",", wrong));
        } else if (name.indexOf('.') == name.lastIndexOf('.')) {
            errors.invalid(path, name, "should be a domain with at least three segments separated by dots");
        }
    }

    /// A domain of two parts or more; a dot may end it.
    public static void fullyQualifiedDomainName(FieldErrors errors, FieldPath path, String given) {
        if (given.isEmpty()) {
            errors.required(path);
            return;
        }
        String name = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
        var wrong = subdomain(name);
        if (!wrong.isEmpty()) {
            errors.invalid(path, name, String.join(",", wrong));
            return;
        }
        if (name.indexOf('.') < 0) {
            errors.invalid(path, name, "should be a domain with at least two segments separated by dots");
            return;
        }
        for (String part : name.split("\\.", -1)) {
            var partWrong = label(part);
            if (!partWrong.isEmpty()) {
                errors.invalid(path, part, String.join(",", partWrong));
                return;
            }
        }
    }

    static boolean isSubdomain(String name) {
        int from = 0;
        while (true) {
            int dot = name.indexOf('.', from);
            int to = dot < 0 ? name.length() : dot;
            if (!isLabel(name, from, to)) {
                return false;
            }
            if (dot < 0) {
                return true;
            }
            from = dot + 1;
        }
    }

    private static boolean isLabel(String name, int from, int to) {
        if (from >= to || !isLowerOrDigit(name.charAt(from)) || !isLowerOrDigit(name.charAt(to - 1))) {
            return false;
        }
        for (int i = from + 1; i < to - 1; i++) {
            char c = name.charAt(i);
            if (!isLowerOrDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnderscoreSubdomain(String name) {
        for (String label : name.split("\\.", -1)) {
            String rest = label.startsWith("_") ? label.substring(1) : label;
            if (!isLabel(rest.replace('_', '-'), 0, rest.length())
                    || rest.charAt(0) == '_'
                    || rest.charAt(rest.length() - 1) == '_') {
                return false;
            }
        }
        return true;
    }

    private static String asciiLowerCase(String name) {
        var lower = new StringBuilder(name);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 32));
            }
        }
        return lower.toString();
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
