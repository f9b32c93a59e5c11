package io.djong.apiserver.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonWriter;
import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.ListMetaCodec;
import io.djong.api.types.meta.v1.Status;
import io.djong.apiserver.body.BodyParts;
import io.djong.apiserver.body.ListParts;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.FormCache;
import io.djong.apiserver.resource.Page;
import io.djong.apiserver.watch.Change;
import io.djong.apiserver.watch.WatchEncoder;
import io.djong.http.Piece;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// JSON written as pieces: constant headers around the forms that the cache entries keep.
final class JsonRenderer<H extends KubeObject> implements Renderer<H>, WatchEncoder<H> {
    private static final Piece NEWLINE = Piece.of(Texts.NEWLINE);
    private static final Piece END_OF_EVENT = Piece.of(Texts.END_OF_EVENT);

    private final Version<H, ?> version;
    private final FormCache forms;
    private final Piece objectHeader;
    private final Map<Change.Kind, Piece> eventHeaders = new EnumMap<>(Change.Kind.class);

    JsonRenderer(Version<H, ?> version, FormCache forms) {
        this.version = version;
        this.forms = forms;
        var header = "{" + new String(version.resource().type().header(), UTF_8) + ",";
        this.objectHeader = Piece.of(header);
        for (var kind : Change.Kind.values()) {
            eventHeaders.put(kind, Piece.of("{\"type\":\"" + kind + "\",\"object\":" + header));
        }
    }

    @Override
    public String contentType() {
        return MediaType.JSON.contentType();
    }

    @Override
    public List<Piece> object(H object) {
        return List.of(objectHeader, members(version.itemJson(object)), NEWLINE);
    }

    @Override
    public List<Piece> entry(CacheEntry<H> entry) {
        return List.of(objectHeader, members(version.itemJson(entry, forms)), NEWLINE);
    }

    @Override
    public BodyParts list(Page<H> page) {
        return ListParts.ofJson(
                listHeader(version.listKind(), version.resource().type().apiVersion(), page),
                page.entries(),
                entry -> version.itemJson(entry, forms));
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
        var header = java.util.Objects.requireNonNull(eventHeaders.get(change.kind()));
        return List.of(header, members(version.itemJson(change.entry(), forms)), END_OF_EVENT);
    }

    @Override
    public List<Piece> bookmark(long revision, boolean initialEventsEnd) {
        return List.of(
                Piece.of("{\"type\":\"BOOKMARK\",\"object\":" + bookmarkObject(revision, initialEventsEnd) + "}\n"));
    }

    @Override
    public List<Piece> error(Status status) {
        return List.of(errorEvent(status));
    }

    static Piece errorEvent(Status status) {
        var out = new JsonWriter(512);
        out.header(Status.TYPE.header());
        Status.TYPE.codec().writeJson(out, status);
        return Piece.of("{\"type\":\"ERROR\",\"object\":" + out.asText() + "}\n");
    }

    /// An object with every field at its zero but the resource version.
    private String bookmarkObject(long revision, boolean initialEventsEnd) {
        return bookmarkObject(version.resource(), revision, initialEventsEnd);
    }

    private static <V extends KubeObject> String bookmarkObject(
            io.djong.api.meta.Resource<V> resource, long revision, boolean initialEventsEnd) {
        var type = resource.type();
        var out = new JsonWriter(256);
        out.header(type.header());
        type.codec().writeJson(out, Bookmarks.of(type, revision, initialEventsEnd));
        return out.asText();
    }

    static byte[] listHeader(String kind, String apiVersion, Page<?> page) {
        var out = new JsonWriter(256);
        out.raw(("{\"kind\":\"" + kind + "\",\"apiVersion\":\"" + apiVersion + "\",\"metadata\":").getBytes(UTF_8));
        ListMetaCodec.CODEC.writeJson(out, listMeta(page));
        out.raw(",\"items\":[".getBytes(UTF_8));
        return out.toBytes();
    }

    static ListMeta listMeta(Page<?> page) {
        return ListMeta.EMPTY
                .withResourceVersion(page.revision() == 0 ? "" : Long.toUnsignedString(page.revision()))
                .withContinue_(page.continueToken())
                .withRemainingItemCount(page.remaining());
    }

    /// The object without its opening brace, after a header that has one.
    private static Piece members(byte[] json) {
        return new Piece(json, 1, json.length - 1);
    }
}
