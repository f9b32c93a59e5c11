package io.djong.apiserver.content;

import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A `Content-Type` header as Go's `mime.ParseMediaType` reads it: in lower case, with parameters that must be
/// well-formed although nobody asks for them.
final class ContentTypeHeader {
    private static final String SEPARATORS = "()<>@,;:\\\"/[]?=";

    private final String text;
    private int at;

    private ContentTypeHeader(String text) {
        this.text = text;
    }

    /// The media type without its parameters; "" when the header is malformed.
    static String mediaType(String header) {
        var end = header.indexOf(';');
        var name = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        var slash = name.indexOf('/');
        var formed =
                slash < 0 ? isToken(name) : isToken(name.substring(0, slash)) && isToken(name.substring(slash + 1));
        if (!formed || (end >= 0 && !new ContentTypeHeader(header.substring(end)).parametersAreFormed())) {
            return "";
        }
        return name;
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(ContentTypeHeader::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return c > ' ' && c < 0x7f && SEPARATORS.indexOf(c) < 0;
    }

    private boolean parametersAreFormed() {
        var seen = new HashMap<String, String>();
        for (skipSpace(); at < text.length(); skipSpace()) {
            var start = at;
            at++; // the semicolon, which is what stops a token here
            if (text.charAt(start) != ';') {
                return false;
            }
            skipSpace();
            var name = token().toLowerCase(Locale.ROOT);
            skipSpace();
            if (name.isEmpty()) {
                return at == text.length();
            }
            if (at == text.length() || text.charAt(at) != '=') {
                return false;
            }
            at++;
            skipSpace();
            var value = value();
            if (value == null) {
                return false;
            }
            var before = seen.put(name, value);
            if (before != null && !before.equals(value)) {
                return false;
            }
        }
        return true;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String token() {
        var start = at;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /// A token or a quoted text; null when it is neither.
    private @Nullable String value() {
        if (at == text.length() || text.charAt(at) != '"') {
            var token = token();
            return token.isEmpty() ? null : token;
        }
        var value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\r' || c == '\n') {
                return null;
            }
            var escapes = c == '\\' && at + 1 < text.length() && !isTokenCharacter(text.charAt(at + 1));
            value.append(escapes ? text.charAt(++at) : c);
        }
        return null;
    }
}
