package io.djong.api.json;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Base64 as Go's standard encoding reads it: line breaks anywhere are ignored, padding is required.
final class Base64Text {
    private Base64Text() {}

    /// The bytes; null when the text is not base64.
    static byte @Nullable [] decode(String text) {
        String clean = text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace("\n", "").replace("\r", "");
        if (clean.length() % 4 != 0) return null;
        try {
            return Base64.getDecoder().decode(clean);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
