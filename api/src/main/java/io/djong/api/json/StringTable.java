package io.djong.api.json;

import io.djong.base.wire.Interner;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Strings that repeat (keys, images, names, values of labels), so that decoding the same text
/// twice yields one object. Bounded and lossy: a newer string takes the place of an older one with
/// the same hash. May be shared by threads: a lost race costs one duplicate.
public final class StringTable implements Interner {
    /// Longer strings are rarely equal to another, and cost more to compare.
    private static final int LENGTH_MAX = 64;

    private final @Nullable String[] slots;

    private StringTable(int size) {
        this.slots = new String[size];
    }

    /// A table of at least `size` strings.
    public static StringTable ofSize(int size) {
        if (size < 1 || size > 1 << 24) throw new IllegalArgumentException("size of a string table: " + size);
        return new StringTable(Integer.highestOneBit(size * 2 - 1));
    }

    /// The string of these ASCII bytes.
    public String ascii(byte[] data, int from, int length) {
        if (length == 0) return "";
        if (length > LENGTH_MAX) return new String(data, from, length, StandardCharsets.ISO_8859_1);
        int hash = 0;
        for (int i = from, end = from + length; i < end; i++) hash = 31 * hash + data[i];
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        String known = slots[slot];
        if (known != null && known.hashCode() == hash && same(known, data, from, length)) return known;
        String made = new String(data, from, length, StandardCharsets.ISO_8859_1);
        slots[slot] = made;
        return made;
    }

    @Override
    public String utf8(byte[] data, int from, int length) {
        for (int i = from, end = from + length; i < end; i++) {
            if (data[i] < 0) return same(new String(data, from, length, StandardCharsets.UTF_8));
        }
        return ascii(data, from, length);
    }

    /// The string itself, or an equal one seen before.
    public String same(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) return text;
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        String known = slots[slot];
        if (known != null && known.equals(text)) return known;
        slots[slot] = text;
        return text;
    }

    private static boolean same(String known, byte[] data, int from, int length) {
        if (known.length() != length) return false;
        for (int i = 0; i < length; i++) if (known.charAt(i) != data[from + i]) return false;
        return true;
    }
}
