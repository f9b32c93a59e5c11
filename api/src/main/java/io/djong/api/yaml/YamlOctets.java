package io.djong.api.yaml;

import java.nio.charset.StandardCharsets;

/// Bytes of UTF-8 that are refused when they are none, in the words of upstream's library.
final class YamlOctets {
    private YamlOctets() {}

    /// The text.
    static String text(byte[] utf8) throws YamlException {
        for (int at = 0; at < utf8.length; ) {
            at = utf8[at] >= 0 ? at + 1 : next(utf8, at);
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static int next(byte[] utf8, int at) throws YamlException {
        int first = utf8[at] & 0xff;
        int width = (first & 0xe0) == 0xc0 ? 2 : (first & 0xf0) == 0xe0 ? 3 : (first & 0xf8) == 0xf0 ? 4 : 0;
        if (width == 0) {
            throw new YamlException(0, "invalid leading UTF-8 octet");
        }
        if (at + width > utf8.length) {
            throw new YamlException(0, "incomplete UTF-8 octet sequence");
        }
        int character = first & (0xff >> (width + 1));
        for (int i = at + 1; i < at + width; i++) {
            if ((utf8[i] & 0xc0) != 0x80) {
                throw new YamlException(0, "invalid trailing UTF-8 octet");
            }
            character = character << 6 | utf8[i] & 0x3f;
        }
        if (character < (width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000)) {
            throw new YamlException(0, "invalid length of a UTF-8 sequence");
        }
        if ((character >= 0xd800 && character <= 0xdfff) || character > 0x10ffff) {
            throw new YamlException(0, "invalid Unicode character");
        }
        return at + width;
    }
}
