package io.djong.apiserver.content;

import io.djong.api.meta.KubeObject;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.meta.v1.ListMetaCodec;
import io.djong.api.types.meta.v1.Status;
import io.djong.apiserver.body.BodyParts;
import io.djong.apiserver.body.Chunks;
import io.djong.apiserver.body.ProtobufParts;
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

    /// The lengths come first, so each item is measured before any is sent.
    @Override
    public BodyParts list(Page<H> page) {
        if (!version.hub()) {
            return BodyParts.of(whole(page));
        }
        long length = 0;
        for (var entry : page.entries()) {
            int item = entry.messageBytes();
            length += StoredForm.lengthPrefixBytes(item) + item;
        }
        return new ProtobufParts(listHead(page, Math.toIntExact(length)), ITEMS_TAG, page.entries());
    }

    private List<Piece> whole(Page<H> page) {
        var items = new Chunks();
        for (var entry : page.entries()) {
            putItem(entry, items);
        }
        var pieces = new ArrayList<Piece>();
        pieces.add(Piece.of(listHead(page, items.sizeBytes())));
        pieces.addAll(items.pieces());
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
                ? StoredForm.of(entry.protobuf(), entry.revision()).document()
                : Protobuf.write(version.fromHub().apply(entry.object()));
    }

    /// The object, converted, as a field of a list.
    private void putItem(CacheEntry<H> entry, Chunks to) {
        var message = converted(version, entry.object());
        var array = to.room(StoredForm.lengthPrefixBytes(message.length) + message.length);
        int at = StoredForm.putLength(ITEMS_TAG, message.length, array, to.position());
        System.arraycopy(message, 0, array, at, message.length);
        to.putUpTo(at + message.length);
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
