package io.djong.apiserver.content;

import java.io.ByteArrayOutputStream;

/// JSON for people: two spaces a level, as `?pretty=true` asks for.
public final class JsonLayout {
    private JsonLayout() {}

    /// The same document, indented, without a newline at its end. The input is well-formed, without white space
    /// between tokens.
    public static byte[] indented(byte[] json) {
        var out = new ByteArrayOutputStream(json.length * 2);
        var depth = 0;
        var quoted = false;
        for (int i = 0; i < json.length; i++) {
            var c = json[i];
            if (quoted) {
                out.write(c);
                if (c == '\\') {
                    out.write(json[++i]);
                } else if (c == '"') {
                    quoted = false;
                }
                continue;
            }
            switch (c) {
                case '"' -> {
                    quoted = true;
                    out.write(c);
                }
                case '{', '[' -> {
                    out.write(c);
                    if (i + 1 < json.length && (json[i + 1] == '}' || json[i + 1] == ']')) {
                        out.write(json[++i]);
                    } else {
                        line(out, ++depth);
                    }
                }
                case '}', ']' -> {
                    line(out, --depth);
                    out.write(c);
                }
                case ',' -> {
                    out.write(c);
                    line(out, depth);
                }
                case ':' -> {
                    out.write(c);
                    out.write(' ');
                }
                case '\n' -> {}
                default -> out.write(c);
            }
        }
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, int depth) {
        out.write('\n');
        for (int i = 0; i < depth; i++) {
            out.write(' ');
            out.write(' ');
        }
    }
}
