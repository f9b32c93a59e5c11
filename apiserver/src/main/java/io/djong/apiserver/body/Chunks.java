package io.djong.apiserver.body;

import io.djong.http.Piece;
import java.util.ArrayList;
import java.util.List;

/// Bytes behind each other in arrays of a good size for sending, instead of a small array an object.
public final class Chunks {
    private static final int CHUNK_BYTES = 64 << 10;

    private final List<Piece> full = new ArrayList<>();
    private byte[] array = new byte[0];
    private int used;
    private int sizeBytes;

    /// An array with room for so many bytes from [#position] on.
    public byte[] room(int bytes) {
        if (bytes > array.length - used) {
            close();
            array = new byte[Math.max(bytes, CHUNK_BYTES)];
            used = 0;
        }
        return array;
    }

    /// The index after what has been put into the array.
    public int position() {
        return used;
    }

    /// The bytes up to this index have been put there.
    public void putUpTo(int index) {
        sizeBytes += index - used;
        used = index;
    }

    /// How many bytes have been put.
    public int sizeBytes() {
        return sizeBytes;
    }

    /// Everything, in order.
    public List<Piece> pieces() {
        close();
        array = new byte[0];
        used = 0;
        return full;
    }

    private void close() {
        if (used > 0) {
            full.add(new Piece(array, 0, used));
        }
    }
}
