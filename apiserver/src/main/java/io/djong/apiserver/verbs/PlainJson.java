package io.djong.apiserver.verbs;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import org.jspecify.annotations.Nullable;

/// JSON that means the same when it is read as YAML, which takes ten times as long: no escapes, only ASCII
/// that can be seen and line ends, numbers that are small and whole, no name twice.
final class PlainJson {
    /// Digits of a number that both read alike.
    private static final int DIGITS_MAX = 15;

    /// Bytes of a name that YAML takes without being told that it is one.
    private static final int TEXT_MAX = 1_000;

    private PlainJson() {}

    /// The object that a text is; null when YAML has to be asked.
    static @Nullable JsonObject read(byte[] text) {
        if (text.length == 0 || text[0] != '{' || !isPlain(text)) return null;
        try {
            var in = new JsonReader(text);
            var value = in.tree();
            in.end();
            return value instanceof JsonObject object && !in.sawDuplicate() ? object : null;
        } catch (JsonException e) {
            return null;
        }
    }

    private static boolean isPlain(byte[] text) {
        for (int i = 0; i < text.length; ) {
            int c = text[i];
            if (c == '"') i = textEnd(text, i + 1);
            else if (c == '-') i = i + 1 < text.length && text[i + 1] != '0' ? numberEnd(text, i + 1) : -1;
            else if (c >= '0' && c <= '9') i = numberEnd(text, i + 1);
            else if (c == ' ' || c == '\n' || (c > ' ' && c < 0x7f)) i++;
            else return false;
            if (i < 0) return false;
        }
        return true;
    }

    /// @return -1 when it is not plain
    private static int textEnd(byte[] text, int from) {
        int i = from;
        while (i < text.length && text[i] != '"') {
            if (text[i] < ' ' || text[i] == 0x7f || text[i] == '\\') return -1;
            i++;
        }
        boolean name = i + 1 < text.length && text[i + 1] == ':';
        boolean merge = i - from == 2 && text[from] == '<';
        return i == text.length || merge || (name && i - from > TEXT_MAX) ? -1 : i + 1;
    }

    /// @return -1 when it is not plain
    private static int numberEnd(byte[] text, int from) {
        int i = from;
        while (i < text.length && text[i] >= '0' && text[i] <= '9') i++;
        boolean more = i < text.length && (text[i] == '.' || text[i] == 'e' || text[i] == 'E');
        return more || i - from > DIGITS_MAX ? -1 : i;
    }
}
