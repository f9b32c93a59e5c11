package io.djong.http.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a request line or `:path` asks for (RFC 9112, 3.2).
///
/// @param rawPath as sent
/// @param path percent-decoded
/// @param rawQuery as sent
/// @param authority of an absolute-form target, which overrides the Host header; else empty
record RequestTarget(String rawPath, String path, String rawQuery, String authority) {

    /// Takes a target apart.
    ///
    /// @return null if it is malformed
    static @Nullable RequestTarget parse(String method, String target) {
        if (target.equals("*")) return method.equals("OPTIONS") ? new RequestTarget("*", "*", "", "") : null;
        var authority = "";
        var rest = target;
        if (!target.startsWith("/")) {
            var lower = target.toLowerCase(Locale.ROOT);
            int scheme = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : 0;
            if (scheme == 0) return null;
            int end = scheme;
            while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') end++;
            authority = target.substring(scheme, end);
            if (authority.isEmpty()) return null;
            rest = target.substring(end);
            if (!rest.startsWith("/")) rest = "/" + rest;
        }
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c <= ' ' || c == 0x7f) return null;
        }
        int query = rest.indexOf('?');
        var rawPath = query < 0 ? rest : rest.substring(0, query);
        var path = decode(rawPath);
        return path == null
                ? null
                : new RequestTarget(rawPath, path, query < 0 ? "" : rest.substring(query + 1), authority);
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c >= 0x80) return false;
        }
        return true;
    }

    private static @Nullable String decode(String raw) {
        if (isPlain(raw)) return raw;
        var bytes = new byte[raw.length()]; // Each char is one byte of the wire.
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                if (i + 2 >= raw.length()) return null;
                int high = Character.digit(raw.charAt(i + 1), 16);
                int low = Character.digit(raw.charAt(i + 2), 16);
                if (high < 0 || low < 0) return null;
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
