package io.djong.apiserver.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The warnings of one request, each sentence once, in order. When together they grow too long, each is cut, and
/// when that is not enough the last are left out. Used by one thread.
///
/// Source: apiserver `endpoints/filters.WithWarningRecorder`.
public final class Warnings {
    /// Characters of all sentences together before they are cut.
    static final int TOTAL_LIMIT_CHARACTERS = 4 * 1024;
    /// Characters of one sentence where they are cut.
    static final int CUT_LIMIT_CHARACTERS = 256;

    private final Set<String> sentences = new LinkedHashSet<>(0);

    /// Adds a sentence unless it is there already.
    public void add(String sentence) {
        if (!sentence.isEmpty()) {
            sentences.add(sentence);
        }
    }

    /// All of them, in the order in which they came, as far as they are sent.
    public List<String> all() {
        var total = 0;
        for (var sentence : sentences) {
            total += length(sentence);
        }
        if (total <= TOTAL_LIMIT_CHARACTERS) {
            return List.copyOf(sentences);
        }
        return cut();
    }

    /// The header values that carry them: code 299 and no agent, after RFC 7234. Control characters are left out;
    /// other characters than those of ASCII go as the bytes of UTF-8.
    public List<String> headers() {
        return all().stream().map(Warnings::header).toList();
    }

    /// What came before the limit was passed is sent cut whatever it adds up to; what comes later, until that limit.
    private List<String> cut() {
        var sent = new ArrayList<String>();
        var whole = 0;
        var written = 0;
        var cutting = false;
        for (var sentence : sentences) {
            whole += length(sentence);
            if (cutting && written >= TOTAL_LIMIT_CHARACTERS) {
                break;
            }
            cutting |= whole > TOTAL_LIMIT_CHARACTERS;
            var end = sentence.offsetByCodePoints(0, Math.min(length(sentence), CUT_LIMIT_CHARACTERS));
            sent.add(sentence.substring(0, end));
            written += Math.min(length(sentence), CUT_LIMIT_CHARACTERS);
        }
        return sent;
    }

    private static int length(String sentence) {
        return sentence.codePointCount(0, sentence.length());
    }

    private static String header(String sentence) {
        var text = new StringBuilder("299 - \"");
        for (int i = 0; i < sentence.length(); i++) {
            var c = sentence.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c != 0x7f) {
                text.append(c);
            }
        }
        var bytes = text.append('"').toString().getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
