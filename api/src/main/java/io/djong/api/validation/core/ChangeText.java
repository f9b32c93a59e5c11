package io.djong.api.validation.core;

import io.djong.api.meta.Codec;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.UnifiedDiff;
import java.util.ArrayList;
import java.util.List;

/// Says what differs between two structures as a unified diff of their JSON, spread over lines as
/// upstream does.
public final class ChangeText {
    private ChangeText() {}

    /// The lines; each ends its line.
    ///
    /// @param type its name in the schema, such as `core/v1.PodSpec`
    public static <T> String of(String type, Codec<T> codec, T before, T after) {
        return of(InternalJson.of(type, codec, before), InternalJson.of(type, codec, after));
    }

    /// The lines for two compact JSON texts.
    public static String of(String before, String after) {
        return UnifiedDiff.of(lines(before), lines(after));
    }

    private static List<String> lines(String json) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < json.length(); i++) {
            char next = json.charAt(i);
            switch (next) {
                case '"' -> {
                    int end = closing(json, i);
                    line.append(json, i, end + 1);
                    i = end;
                }
                case '{', '[' -> {
                    line.append(next);
                    char close = json.charAt(i + 1);
                    if (close == '}' || close == ']') {
                        line.append(close);
                        i++;
                    } else {
                        end(lines, line, ++depth);
                    }
                }
                case '}', ']' -> {
                    end(lines, line, --depth);
                    line.append(next);
                }
                case ',' -> {
                    line.append(next);
                    end(lines, line, depth);
                }
                case ':' -> line.append(": ");
                default -> line.append(next);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /// Where the string that begins here ends.
    private static int closing(String json, int quote) {
        int at = quote + 1;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private static void end(List<String> lines, StringBuilder line, int depth) {
        lines.add(line.toString());
        line.setLength(0);
        line.repeat(' ', depth);
    }
}
