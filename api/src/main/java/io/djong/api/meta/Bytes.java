package io.djong.api.meta;

import java.util.Arrays;
import java.util.Base64;

/// Immutable bytes, equal by content.
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    /// No bytes, but written: `""`, where messages show `null` for [#EMPTY].
    public static final Bytes GIVEN = new Bytes(new byte[0]);

    private final byte[] data;

    private Bytes(byte[] data) {
        this.data = data;
    }

    /// A copy of these bytes.
    public static Bytes copyOf(byte[] data) {
        return data.length == 0 ? EMPTY : new Bytes(data.clone());
    }

    /// These bytes, which nobody may change from now on.
    public static Bytes trusted(byte[] data) {
        return data.length == 0 ? EMPTY : new Bytes(data);
    }

    /// The UTF-8 bytes of a text.
    public static Bytes utf8(String text) {
        return trusted(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public int size() {
        return data.length;
    }

    /// Whether these are no bytes that were written as such.
    @SuppressWarnings("ReferenceEquality") // two that are empty differ in nothing else
    public boolean isGivenEmpty() {
        return this == GIVEN;
    }

    public boolean isEmpty() {
        return data.length == 0;
    }

    /// A copy.
    public byte[] toArray() {
        return data.clone();
    }

    /// The array itself, for readers that do not change it.
    public byte[] shared() {
        return data;
    }

    /// The bytes as UTF-8 text.
    public String utf8() {
        return new String(data, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    /// Base64.
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(data);
    }
}
