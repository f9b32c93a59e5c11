package io.djong.apiserver.content;

import io.djong.api.json.JsonWriter;
import io.djong.api.meta.KubeObject;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.api.types.meta.v1.PartialObjectMetadataList;
import io.djong.api.types.meta.v1.Status;
import io.djong.apiserver.body.BodyParts;
import io.djong.apiserver.body.ListParts;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.Page;
import io.djong.apiserver.watch.Change;
import io.djong.apiserver.watch.WatchEncoder;
import io.djong.client.ApiException;
import io.djong.http.Piece;
import java.util.List;

/// Metadata only, as the garbage collector and other followers of all kinds ask for it.
final class PartialRenderer<H extends KubeObject> implements Renderer<H>, WatchEncoder<H> {
    private static final Piece NO_ITEMS = Piece.of("null}\n");

    private final MediaType media;
    private final byte[] header;
    private final String apiVersion;
    private final boolean lists;
    private final String goType;

    /// @param groupVersion of meta.k8s.io, `v1` or `v1beta1`
    /// @param lists whether only lists have this form, not objects and events of a watch; if not, lists do not
    /// @param goType upstream's inner name of the type
    PartialRenderer(MediaType media, String groupVersion, boolean lists, String goType) {
        this.media = media;
        this.lists = lists;
        this.goType = goType;
        this.header = typeHeader("PartialObjectMetadata", groupVersion);
        this.apiVersion = "meta.k8s.io/" + groupVersion;
    }

    @Override
    public String contentType() {
        return media.contentType();
    }

    @Override
    public String watchContentType() {
        return media == MediaType.PROTOBUF ? media.contentType() + ";stream=watch" : contentType();
    }

    @Override
    public void check(boolean list) throws ApiException {
        if (list && !lists) {
            throw Failures.notAcceptable(
                    "you requested PartialObjectMetadata, but the requested object is a list (*" + goType + "List)");
        }
        if (!list && lists) {
            throw Failures.notAcceptable("you requested PartialObjectMetadataList, but the requested object is not a"
                    + " list (*" + goType + ")");
        }
    }

    @Override
    public List<Piece> object(H object) {
        return List.of(Piece.of(body(object.metadata(), true)));
    }

    @Override
    public BodyParts list(Page<H> page) {
        if (media == MediaType.PROTOBUF) {
            var items = page.entries().stream()
                    .map(entry -> new PartialObjectMetadata(entry.object().metadata()))
                    .toList();
            var list = new PartialObjectMetadataList(JsonRenderer.listMeta(page), items);
            return BodyParts.of(List.of(Piece.of(Protobuf.write(list, apiVersion))));
        }
        var header = JsonRenderer.listHeader("PartialObjectMetadataList", apiVersion, page);
        if (page.entries().isEmpty()) { // upstream makes a new list without giving it items
            return BodyParts.of(List.of(new Piece(header, 0, header.length - 1), NO_ITEMS));
        }
        return ListParts.ofJson(
                header, page.entries(), entry -> body(entry.object().metadata(), false));
    }

    @Override
    public boolean watches() {
        return !lists;
    }

    @Override
    public WatchEncoder<H> watch() {
        return this;
    }

    @Override
    public List<Piece> change(Change<H> change) {
        return event(change.kind().name(), change.entry().object().metadata());
    }

    @Override
    public List<Piece> bookmark(long revision, boolean initialEventsEnd) {
        return event("BOOKMARK", Bookmarks.metadata(revision, initialEventsEnd));
    }

    @Override
    public List<Piece> error(Status status) {
        return media == MediaType.PROTOBUF
                ? ProtobufRenderer.frame("ERROR", Protobuf.write(status))
                : List.of(JsonRenderer.errorEvent(status));
    }

    private List<Piece> event(String type, ObjectMeta meta) {
        if (media == MediaType.PROTOBUF) {
            return ProtobufRenderer.frame(type, body(meta, false));
        }
        var head = "{\"type\":\"" + type + "\",\"object\":";
        return List.of(Piece.of(head), Piece.of(body(meta, false)), Piece.of(Texts.END_OF_EVENT));
    }

    private byte[] body(ObjectMeta meta, boolean newline) {
        var object = new PartialObjectMetadata(meta);
        if (media == MediaType.PROTOBUF) {
            return Protobuf.write(object, apiVersion);
        }
        var out = new JsonWriter(1_024);
        out.header(header);
        PartialObjectMetadata.TYPE.codec().writeJson(out, object);
        if (newline) {
            out.raw(Texts.NEWLINE);
        }
        return out.toBytes();
    }

    private static byte[] typeHeader(String kind, String version) {
        return ("\"kind\":\"" + kind + "\",\"apiVersion\":\"meta.k8s.io/" + version + "\"")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
