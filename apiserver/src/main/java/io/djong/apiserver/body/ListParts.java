package io.djong.apiserver.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.http.Piece;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A list in JSON, of the forms of its items. These are sent as they are, not copied.
public final class ListParts<E> implements BodyParts {
    private static final Piece COMMA = Piece.of(",");
    private static final Piece END = Piece.of("]}\n".getBytes(UTF_8));

    private final Iterator<E> items;
    private final Function<E, byte[]> form;
    private @Nullable Piece header;
    private boolean over;

    private ListParts(byte[] header, Iterator<E> items, Function<E, byte[]> form) {
        this.header = Piece.of(header);
        this.items = items;
        this.form = form;
    }

    /// @param header up to the bracket that opens the items
    /// @param form of one item
    public static <E> BodyParts ofJson(byte[] header, List<E> items, Function<E, byte[]> form) {
        return new ListParts<>(header, items.iterator(), form);
    }

    @Override
    public @Nullable List<Piece> next() {
        if (over) {
            return null;
        }
        var part = new ArrayList<Piece>(64);
        int size = 0;
        boolean first = header != null;
        if (header != null) {
            part.add(header);
            header = null;
        }
        while (size < PART_BYTES && items.hasNext()) {
            if (!first) {
                part.add(COMMA);
            }
            first = false;
            var piece = Piece.of(form.apply(items.next()));
            part.add(piece);
            size += piece.length();
        }
        if (!items.hasNext()) {
            part.add(END);
            over = true;
        }
        return part;
    }
}
