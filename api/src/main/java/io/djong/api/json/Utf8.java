package io.djong.api.json;

/// Reading UTF-8 as Go does: every byte that is not part of a valid sequence becomes one U+FFFD.
final class Utf8 {
    private Utf8() {}

    /// Appends the character at `at`, a byte ≥ 0x80; returns how many bytes it took.
    static int append(byte[] data, int at, int to, StringBuilder out) {
        int lead = data[at] & 0xff;
        int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        int point = lead & (size == 4 ? 0x07 : size == 3 ? 0x0F : 0x1F);
        boolean valid = lead >= 0xC2 && lead <= 0xF4 && at + size <= to;
        for (int i = 1; valid && i < size; i++) {
            int next = data[at + i] & 0xff;
            valid = (next & 0xC0) == 0x80;
            point = point << 6 | next & 0x3F;
        }
        if (valid && size == 3) valid = point >= 0x800 && (point < 0xD800 || point > 0xDFFF);
        if (valid && size == 4) valid = point >= 0x10000 && point <= 0x10FFFF;
        if (!valid) {
            out.append('\uFFFD');
            return 1;
        }
        out.appendCodePoint(point);
        return size;
    }
}
