package io.djong.api.validation.webhook;

import io.djong.api.json.GoQuote;
import java.util.Locale;

/// A URL as Go's `net/url` reads it, as far as rules ask, and why it could not be read.
///
/// @param problem in Go's words; empty when it was read
/// @param user what stands before the `@`, when `hasUser`
record GoUrl(String problem, String scheme, String host, boolean hasUser, String user, String query, String fragment) {
    private static final String HOST_MARKS = "!$&'()*+,;=:[]<>\"-_.~";

    static GoUrl parse(String text) {
        int hash = text.indexOf('#');
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        String rest = hash < 0 ? text : text.substring(0, hash);
        String wrong = controls(rest) ? "net/url: invalid control character in URL" : "";
        if (wrong.isEmpty()) {
            return new Reader(text, rest, fragment).read();
        }
        return failed(rest, wrong);
    }

    private static GoUrl failed(String text, String wrong) {
        return new GoUrl("parse " + GoQuote.quote(text) + ": " + wrong, "", "", false, "", "", "");
    }

    private static boolean controls(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    }

    /// Whether an escape is malformed; the part that is, or empty.
    private static String badEscape(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= text.length() || hex(text.charAt(i + 1)) < 0 || hex(text.charAt(i + 2)) < 0) {
                String part = text.substring(i, Math.min(text.length(), i + 3));
                return "invalid URL escape " + GoQuote.quote(part);
            }
        }
        return "";
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    /// One pass over a URL.
    private static final class Reader {
        private final String text;
        private final String fragment;
        private String rest;
        private String scheme = "";
        private String query = "";
        private String host = "";
        private String user = "";
        private boolean hasUser;

        Reader(String text, String rest, String fragment) {
            this.text = text;
            this.rest = rest;
            this.fragment = fragment;
        }

        GoUrl read() {
            String shown = rest;
            String wrong = url();
            if (!wrong.isEmpty()) {
                return failed(shown, wrong);
            }
            String escape = badEscape(fragment);
            if (!escape.isEmpty()) {
                return failed(text, escape);
            }
            return new GoUrl("", scheme, host, hasUser, user, query, fragment);
        }

        private String url() {
            int colon = schemeEnd();
            if (colon == 0) {
                return "missing protocol scheme";
            }
            if (colon > 0) {
                scheme = rest.substring(0, colon).toLowerCase(Locale.ROOT);
                rest = rest.substring(colon + 1);
            }
            int question = rest.indexOf('?');
            if (question >= 0) {
                query = rest.substring(question + 1);
                rest = rest.substring(0, question);
            }
            if (!rest.startsWith("/")) {
                if (!scheme.isEmpty()) {
                    return "";
                }
                int slash = rest.indexOf('/');
                String segment = slash < 0 ? rest : rest.substring(0, slash);
                if (segment.indexOf(':') >= 0) {
                    return "first path segment in URL cannot contain colon";
                }
            }
            if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
                String wrong = authority();
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
            return badEscape(rest);
        }

        /// @return -1 when there is no scheme, 0 when it is empty
        private int schemeEnd() {
            for (int i = 0; i < rest.length(); i++) {
                char c = rest.charAt(i);
                boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
                if (c == ':') {
                    return i;
                }
                if (!letter && (!later || i == 0)) {
                    return -1;
                }
            }
            return -1;
        }

        private String authority() {
            int slash = rest.indexOf('/', 2);
            String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            rest = slash < 0 ? "" : rest.substring(slash);
            int at = authority.lastIndexOf('@');
            host = authority.substring(at + 1);
            String wrong = host();
            if (!wrong.isEmpty() || at < 0) {
                return wrong;
            }
            hasUser = true;
            user = authority.substring(0, at);
            for (int i = 0; i < user.length(); i++) {
                char c = user.charAt(i);
                boolean alphanumeric = c < 0x80 && Character.isLetterOrDigit(c);
                if (!alphanumeric && "-._:~!$&'()*+,;=%@".indexOf(c) < 0) {
                    return "net/url: invalid userinfo";
                }
            }
            return badEscape(user);
        }

        private String host() {
            int open = host.indexOf('[');
            if (open == 0) {
                int close = host.lastIndexOf(']');
                if (close < 0) {
                    return "missing ']' in host";
                }
                return port(host.substring(close + 1));
            }
            int colon = host.lastIndexOf(':');
            String wrong = colon < 0 ? "" : port(host.substring(colon));
            return wrong.isEmpty() ? hostCharacters() : wrong;
        }

        private static String port(String colonPort) {
            boolean valid = colonPort.isEmpty() || colonPort.charAt(0) == ':';
            for (int i = 1; i < colonPort.length() && valid; i++) {
                valid = colonPort.charAt(i) >= '0' && colonPort.charAt(i) <= '9';
            }
            return valid ? "" : "invalid port " + GoQuote.quote(colonPort) + " after host";
        }

        /// In a host only bytes that are not ASCII may be escaped.
        private String hostCharacters() {
            String escape = badEscape(host);
            if (!escape.isEmpty()) {
                return escape;
            }
            for (int i = 0; i < host.length(); i++) {
                char c = host.charAt(i);
                if (c == '%') {
                    String part = host.substring(i, i + 3);
                    if (hex(host.charAt(i + 1)) < 8 && !part.equals("%25")) {
                        return "invalid URL escape " + GoQuote.quote(part);
                    }
                    i += 2;
                } else if (c < 0x80 && !Character.isLetterOrDigit(c) && HOST_MARKS.indexOf(c) < 0) {
                    return "invalid character " + GoQuote.quote(String.valueOf(c)) + " in host name";
                }
            }
            return "";
        }
    }
}
