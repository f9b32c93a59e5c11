package io.djong.apiserver.content;

import io.djong.api.meta.KubeObject;
import io.djong.api.yaml.YamlWriter;
import io.djong.apiserver.body.BodyParts;
import io.djong.apiserver.resource.Page;
import io.djong.apiserver.watch.WatchEncoder;
import io.djong.client.ApiException;
import io.djong.http.Piece;
import java.util.List;

/// YAML, made from JSON: for people, not for speed. Watches have no such form.
final class YamlRenderer<H extends KubeObject> implements Renderer<H> {
    private final Renderer<H> json;

    YamlRenderer(Renderer<H> json) {
        this.json = json;
    }

    @Override
    public String contentType() {
        return MediaType.YAML.contentType();
    }

    @Override
    public List<Piece> object(H object) {
        return yaml(json.object(object));
    }

    @Override
    public BodyParts list(Page<H> page) {
        return BodyParts.of(yaml(json.list(page).all()));
    }

    @Override
    public void check(boolean list) throws ApiException {
        json.check(list);
    }

    @Override
    public boolean watches() {
        return false;
    }

    @Override
    public boolean streams() {
        return false;
    }

    @Override
    public WatchEncoder<H> watch() {
        return json.watch();
    }

    private static List<Piece> yaml(List<Piece> pieces) {
        return List.of(Piece.of(YamlWriter.ofJson(Pieces.joined(pieces))));
    }
}
