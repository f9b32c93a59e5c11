package io.djong.apiserver.body;

import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.StoredForm;
import io.djong.http.Piece;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list in protobuf, of the stored forms of its items, each copied once to where it is sent from.
public final class ProtobufParts implements BodyParts {
    private final int itemsTag;
    private final Iterator<? extends CacheEntry<?>> entries;
    private byte @Nullable [] head;
    private boolean over;

    /// @param head up to the first item
    /// @param itemsTag before the length of each
    public ProtobufParts(byte[] head, int itemsTag, List<? extends CacheEntry<?>> entries) {
        this.head = head;
        this.itemsTag = itemsTag;
        this.entries = entries.iterator();
    }

    @Override
    public @Nullable List<Piece> next() {
        if (over) {
            return null;
        }
        var part = new ArrayList<Piece>(3);
        if (head != null) {
            part.add(Piece.of(head));
            head = null;
        }
        var items = new Chunks();
        while (items.sizeBytes() < PART_BYTES && entries.hasNext()) {
            put(entries.next(), items);
        }
        part.addAll(items.pieces());
        if (!entries.hasNext()) {
            part.add(Piece.of(StoredForm.envelopeEnd()));
            over = true;
        }
        return part;
    }

    private void put(CacheEntry<?> entry, Chunks to) {
        var form = StoredForm.of(entry.protobuf(), entry.revision());
        int length = form.messageBytes();
        var array = to.room(StoredForm.lengthPrefixBytes(length) + length);
        to.putUpTo(form.putMessage(array, StoredForm.putLength(itemsTag, length, array, to.position())));
    }
}
