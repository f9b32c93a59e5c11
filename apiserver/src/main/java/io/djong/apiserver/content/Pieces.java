package io.djong.apiserver.content;

import io.djong.http.Piece;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// Pieces as one array, for the forms that are made from a whole document.
final class Pieces {
    private Pieces() {}

    static byte[] joined(List<Piece> pieces) {
        var bytes = new ByteArrayOutputStream();
        for (var piece : pieces) {
            bytes.write(piece.array(), piece.offset(), piece.length());
        }
        return bytes.toByteArray();
    }
}
