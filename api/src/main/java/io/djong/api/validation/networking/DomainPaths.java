package io.djong.api.validation.networking;

import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;

/// Names of the form `acme.io/foo`: controllers of ingress classes.
final class DomainPaths {
    private static final String PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
    private static final String PUNCTUATION = "/-._~%!$&'()*+,;=:";

    private DomainPaths() {}

    /// A domain, a slash, and anything that a path may hold.
    static void check(FieldErrors errors, FieldPath path, String value) {
        if (value.isEmpty()) {
            errors.required(path);
            return;
        }
        int slash = value.indexOf('/');
        if (slash <= 0 || slash == value.length() - 1) {
            errors.invalid(path, value, "must be a domain-prefixed path (such as \"acme.io/foo\")");
            return;
        }
        String host = value.substring(0, slash);
        errors.invalidEach(path, host, DnsNames.subdomain(host));
        String rest = value.substring(slash + 1);
        if (!rest.chars().allMatch(DomainPaths::allowed)) {
            errors.invalid(path, rest, "Invalid path (regex used for validation is '" + PATH + "')");
        }
    }

    private static boolean allowed(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || PUNCTUATION.indexOf(c) >= 0;
    }
}
