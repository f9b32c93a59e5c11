package io.djong.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A range of an array that goes out as it is. The array is shared, not copied: after it was handed over
/// nobody may change it, ever (it may sit in a cache and in a thousand responses).
public final class Piece {
    /// No bytes.
    public static final Piece EMPTY = new Piece(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    /// Of the array, shared, this range.
    ///
    /// @throws IndexOutOfBoundsException when the array has no such range
    public Piece(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /// The whole array, shared.
    public static Piece of(byte[] array) {
        return new Piece(array, 0, array.length);
    }

    /// The text in UTF-8.
    public static Piece of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The array itself; not to be changed.
    public byte[] array() {
        return array;
    }

    /// Where in the array it begins.
    public int offset() {
        return offset;
    }

    /// How many bytes.
    public int length() {
        return length;
    }
}
