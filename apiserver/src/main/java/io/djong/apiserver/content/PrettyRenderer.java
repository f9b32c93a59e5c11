package io.djong.apiserver.content;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.body.BodyParts;
import io.djong.apiserver.resource.Page;
import io.djong.apiserver.watch.WatchEncoder;
import io.djong.client.ApiException;
import io.djong.http.Piece;
import java.util.List;

/// Indented JSON, for `?pretty=true`. Watches are not indented.
final class PrettyRenderer<H extends KubeObject> implements Renderer<H> {
    private final Renderer<H> plain;

    PrettyRenderer(Renderer<H> plain) {
        this.plain = plain;
    }

    @Override
    public String contentType() {
        return plain.contentType();
    }

    @Override
    public List<Piece> object(H object) {
        return indented(plain.object(object));
    }

    @Override
    public BodyParts list(Page<H> page) {
        return BodyParts.of(indented(plain.list(page).all()));
    }

    @Override
    public void check(boolean list) throws ApiException {
        plain.check(list);
    }

    @Override
    public boolean watches() {
        return plain.watches();
    }

    @Override
    public boolean streams() {
        return plain.streams();
    }

    @Override
    public WatchEncoder<H> watch() {
        return plain.watch();
    }

    private static List<Piece> indented(List<Piece> pieces) {
        return List.of(Piece.of(JsonLayout.indented(Pieces.joined(pieces))));
    }
}
