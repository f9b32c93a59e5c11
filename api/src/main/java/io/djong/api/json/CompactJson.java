package io.djong.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/// JSON that is already there, as Go writes it: without white space between tokens, and with Go's escapes.
final class CompactJson {
    private CompactJson() {}

    static void write(byte[] json, JsonWriter out) {
        if (isCompact(json)) {
            out.raw(json);
            return;
        }
        out.ensure(json.length);
        boolean text = false;
        for (int i = 0; i < json.length; i++) {
            byte c = json[i];
            if (!text && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) continue;
            if (c == '<' || c == '>' || c == '&') {
                out.escape(c);
                continue;
            }
            if (c == (byte) 0xE2 && i + 2 < json.length && json[i + 1] == (byte) 0x80 && (json[i + 2] & 0xFE) == 0xA8) {
                out.raw((json[i + 2] == (byte) 0xA8 ? "\\u2028" : "\\u2029").getBytes(UTF_8));
                i += 2;
                continue;
            }
            out.put(c);
            if (c == '"') text = !text;
            else if (c == '\\' && text && i + 1 < json.length) out.put(json[++i]);
        }
    }

    /// Whether nothing stands in it that might have to change, as in what was written so once (managed fields are).
    private static boolean isCompact(byte[] json) {
        for (byte c : json) {
            if (c <= ' ' && (c >= 0 || c == (byte) 0xE2) || c == '<' || c == '>' || c == '&') return false;
        }
        return true;
    }
}
