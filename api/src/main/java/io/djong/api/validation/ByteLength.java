package io.djong.api.validation;

/// How long a text is in UTF-8, which is what upstream's length limits count.
public final class ByteLength {
    private ByteLength() {}

    /// The length in bytes; a lone surrogate counts as the three bytes of its replacement.
    public static int of(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 ? 1 : 2;
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                }
            }
        }
        return bytes;
    }
}
