package io.djong.apiserver.body;

import io.djong.http.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A body in parts of some tens of kilobytes, each made when it is asked for. For one thread, once.
public interface BodyParts {
    /// How long a part should be: enough for a few packets, not enough to matter to memory.
    int PART_BYTES = 256 << 10;

    /// The next part, not empty; null at the end.
    @Nullable
    List<Piece> next();

    /// A body that was made whole.
    static BodyParts of(List<Piece> whole) {
        var left = new ArrayList<List<Piece>>();
        if (!whole.isEmpty()) {
            left.add(whole);
        }
        return () -> left.isEmpty() ? null : left.removeLast();
    }

    /// Everything, for forms that are made from a whole document.
    default List<Piece> all() {
        var all = new ArrayList<Piece>();
        for (var part = next(); part != null; part = next()) {
            all.addAll(part);
        }
        return all;
    }

    /// How many bytes a part has.
    static long sizeBytes(List<Piece> part) {
        long total = 0;
        for (var piece : part) {
            total += piece.length();
        }
        return total;
    }
}
