package io.djong.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// The field names of one type: found by their bytes without making a string, and written from bytes made once.
/// Indices are those of the array given. Immutable.
public final class FieldNames {
    private final byte[][] names;
    private final byte[][] keys;
    private final byte[] table;
    private final int mask;

    private FieldNames(byte[][] names, byte[][] keys, byte[] table) {
        this.names = names;
        this.keys = keys;
        this.table = table;
        this.mask = table.length - 1;
    }

    /// At most 127 distinct names in UTF-8 that need no escaping.
    public static FieldNames of(String... names) {
        if (names.length > 127) throw new IllegalArgumentException("more than 127 fields: " + names.length);
        var encoded = new byte[names.length][];
        var keys = new byte[names.length][];
        var table = new byte[Integer.highestOneBit(Math.max(2, names.length * 3)) * 2];
        Arrays.fill(table, (byte) -1);
        for (int i = 0; i < names.length; i++) {
            encoded[i] = names[i].getBytes(UTF_8);
            keys[i] = (",\"" + names[i] + "\":").getBytes(UTF_8);
            int slot = hash(encoded[i], 0, encoded[i].length) & (table.length - 1);
            while (table[slot] >= 0) slot = (slot + 1) & (table.length - 1);
            table[slot] = (byte) i;
        }
        return new FieldNames(encoded, keys, table);
    }

    /// The index of the name that stands in these bytes, or -1.
    int find(byte[] data, int from, int length) {
        int slot = hash(data, from, length) & mask;
        for (int i; (i = table[slot]) >= 0; slot = (slot + 1) & mask) {
            byte[] name = names[i];
            if (name.length == length && Arrays.equals(name, 0, length, data, from, from + length)) return i;
        }
        return -1;
    }

    /// `,"name":` of a field.
    byte[] key(int index) {
        return keys[index];
    }

    private static int hash(byte[] data, int from, int length) {
        if (length == 0) return 0;
        int h = length * 0x9E3779B1
                + data[from] * 0x85EBCA77
                + data[from + length - 1] * 0xC2B2AE3D
                + data[from + (length >> 1)] * 0x27D4EB2F;
        return h ^ (h >>> 15);
    }
}
