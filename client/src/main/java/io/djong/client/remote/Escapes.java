package io.djong.client.remote;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Percent-encoding of what goes into a request's target and into header names.
final class Escapes {
    private static final String UNRESERVED = "-._~";
    private static final String SEGMENT = UNRESERVED + "!$&'()*+,;=:@";
    /// What a header's name may hold; `%` starts an escape and is escaped itself.
    private static final String TOKEN = UNRESERVED + "!#$&'*+^`|";

    private Escapes() {}

    static String segment(String text) {
        return escape(text, SEGMENT);
    }

    static String headerKey(String text) {
        return escape(text, TOKEN);
    }

    /// `?a=b&c=d`, or "" without parameters.
    static String query(Map<String, List<String>> parameters) {
        var out = new StringBuilder();
        parameters.forEach((name, values) -> {
            for (String value : values) {
                out.append(out.isEmpty() ? '?' : '&')
                        .append(escape(name, UNRESERVED))
                        .append('=')
                        .append(escape(value, UNRESERVED));
            }
        });
        return out.toString();
    }

    private static String escape(String text, String allowed) {
        var out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || (c < 0x80 && allowed.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
