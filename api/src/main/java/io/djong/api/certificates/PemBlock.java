package io.djong.api.certificates;

import io.djong.api.meta.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// One block of a PEM text. Text around the blocks, and blocks that are malformed, are passed over, as Go does.
///
/// @param type what stands after BEGIN: `CERTIFICATE`
/// @param headers whether there are lines of the form `key: value` before the content
/// @param content decoded
/// Source: RFC 7468, RFC 1421.
public record PemBlock(String type, boolean headers, Bytes content) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    /// All blocks in order.
    public static List<PemBlock> all(String text) {
        var blocks = new ArrayList<PemBlock>(1);
        int at = 0;
        while (true) {
            int begin = lineWith(text, at);
            if (begin < 0) {
                return blocks;
            }
            int nameEnd = text.indexOf(DASHES, begin + BEGIN.length());
            int lineEnd = text.indexOf('\n', begin);
            at = begin + BEGIN.length();
            if (nameEnd < 0 || lineEnd < 0 || nameEnd > lineEnd) {
                continue;
            }
            String type = text.substring(begin + BEGIN.length(), nameEnd);
            String end = "\n-----END " + type + DASHES;
            int endAt = text.indexOf(end, lineEnd);
            if (endAt < 0) {
                continue;
            }
            var block = decoded(type, text.substring(lineEnd, endAt));
            if (!block.isEmpty()) {
                blocks.addAll(block);
                at = endAt + end.length();
            }
        }
    }

    /// Where the next line begins that opens a block; -1 when there is none.
    private static int lineWith(String text, int from) {
        int at = text.indexOf(BEGIN, from);
        while (at > 0 && text.charAt(at - 1) != '\n') {
            at = text.indexOf(BEGIN, at + 1);
        }
        return at;
    }

    private static List<PemBlock> decoded(String type, String body) {
        var base64 = new StringBuilder(body.length());
        boolean headers = false;
        for (String line : body.split("\n", -1)) {
            if (base64.isEmpty() && line.indexOf(':') >= 0) {
                headers = true;
            } else {
                base64.append(line.strip());
            }
        }
        try {
            return List.of(new PemBlock(
                    type, headers, Bytes.trusted(Base64.getDecoder().decode(base64.toString()))));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
