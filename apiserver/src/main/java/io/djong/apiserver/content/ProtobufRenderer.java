package io.djong.apiserver.content;

import io.djong.api.meta.KubeObject;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.meta.v1.ListMetaCodec;
import io.djong.api.types.meta.v1.Status;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.StoredForm;
import io.djong.apiserver.resource.Page;
import io.djong.apiserver.watch.Change;
import io.djong.apiserver.watch.WatchEncoder;
import io.djong.base.wire.ProtoWriter;
import io.djong.http.Piece;
import java.util.ArrayList;
import java.util.List;

/// Protobuf in the `k8s\0` envelope. Objects of the hub version are the stored bytes with the resource
/// version put in its place.
final class ProtobufRenderer<H extends KubeObject> implements Renderer<H>, WatchEncoder<H> {
    private static final int ITEMS_TAG = 2 << 3 | 2;

    private final Version<H, ?> version;

    ProtobufRenderer(Version<H, ?> version) {
        this.version = version;
    }

    @Override
    public String contentType() {
        return MediaType.PROTOBUF.contentType();
    }

    @Override
    public String watchContentType() {
        return contentType() + ";stream=watch";
    }

    @Override
    public List<Piece> object(H object) {
        return List.of(Piece.of(Protobuf.write(version.fromHub().apply(object))));
    }

    @Override
    public List<Piece> entry(CacheEntry<H> entry) {
        return List.of(Piece.of(document(entry)));
    }

    @Override
    public List<Piece> list(Page<H> page) {
        var pieces = new ArrayList<Piece>(page.entries().size() + 2);
        pieces.add(Piece.EMPTY); // the head, whose length depends on what follows
        var length = 0;
        for (var entry : page.entries()) {
            var item = item(entry);
            pieces.add(Piece.of(item));
            length += item.length;
        }
        pieces.set(0, Piece.of(listHead(page, length)));
        pieces.add(Piece.of(StoredForm.envelopeEnd()));
        return pieces;
    }

    /// The envelope's start and the list's metadata.
    private byte[] listHead(Page<H> page, int itemsLength) {
        var out = new ProtoWriter();
        ListMetaCodec.CODEC.writeProtoField(out, 1, JsonRenderer.listMeta(page));
        var start = StoredForm.envelopeStart(
                version.resource().type().apiVersion(), version.listKind(), out.size() + itemsLength);
        out.writeRaw(start, 0, start.length);
        return out.toByteArray();
    }

    @Override
    public WatchEncoder<H> watch() {
        return this;
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public List<Piece> change(Change<H> change) {
        return frame(change.kind().name(), document(change.entry()));
    }

    @Override
    public List<Piece> bookmark(long revision, boolean initialEventsEnd) {
        return frame("BOOKMARK", Protobuf.write(Bookmarks.of(version.resource().type(), revision, initialEventsEnd)));
    }

    @Override
    public List<Piece> error(Status status) {
        return frame("ERROR", Protobuf.write(status));
    }

    private byte[] document(CacheEntry<H> entry) {
        return version.hub()
                ? StoredForm.of(entry.stored(), entry.revision()).document()
                : Protobuf.write(version.fromHub().apply(entry.object()));
    }

    /// The object as a field of a list.
    private byte[] item(CacheEntry<H> entry) {
        if (!version.hub()) {
            var out = new ProtoWriter();
            var message = converted(version, entry.object());
            out.writeRaw(message, 0, message.length);
            out.writeVarint(message.length);
            out.writeVarint(ITEMS_TAG);
            return out.toByteArray();
        }
        var form = StoredForm.of(entry.stored(), entry.revision());
        int length = form.messageBytes();
        var item = new byte[StoredForm.lengthPrefixBytes(length) + length];
        form.putMessage(item, StoredForm.putLength(ITEMS_TAG, length, item, 0));
        return item;
    }

    private static <H extends KubeObject, V extends KubeObject> byte[] converted(Version<H, V> version, H object) {
        return Protobuf.writeMessage(
                version.resource().type().codec(), version.fromHub().apply(object));
    }

    /// One watch event: four bytes of length, then type and the enveloped object.
    static List<Piece> frame(String type, byte[] document) {
        var out = new ProtoWriter();
        var mark = out.size();
        out.bytes(1, document);
        out.endMessage(2, mark);
        out.string(1, type);
        var event = out.toByteArray();
        var length = event.length;
        var head = new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length};
        return List.of(Piece.of(head), Piece.of(event));
    }
}
