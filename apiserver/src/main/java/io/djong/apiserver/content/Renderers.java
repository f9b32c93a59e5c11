package io.djong.apiserver.content;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.FormCache;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.resource.ResourceDeclaration;
import java.time.InstantSource;

/// The renderers of one resource version, by what was agreed on with the client.
///
/// @param <H> the hub type
public final class Renderers<H extends KubeObject> {
    private final ResourceDeclaration<H> declaration;
    private final Version<H, ?> version;
    private final InstantSource clock;
    private final JsonRenderer<H> json;
    private final ProtobufRenderer<H> protobuf;

    /// @param forms the limit over all kept JSON forms
    /// @param clock ages in tables are relative to it
    public Renderers(ResourceDeclaration<H> declaration, Version<H, ?> version, FormCache forms, InstantSource clock) {
        this.declaration = declaration;
        this.version = version;
        this.clock = clock;
        this.json = new JsonRenderer<>(version, forms);
        this.protobuf = new ProtobufRenderer<>(version);
    }

    /// The renderer of an answer.
    public Renderer<H> of(Accepted accepted, ApiExchange exchange) {
        var media = accepted.type();
        Renderer<H> renderer = switch (accepted.form()) {
            case Form.Whole whole -> whole(media);
            case Form.Table(var tableVersion) -> table(tableVersion, media, exchange);
            case Form.Partial(var metaVersion) -> partial(media, metaVersion, false);
            case Form.PartialList(var metaVersion) -> partial(media, metaVersion, true);
        };
        return accepted.pretty() && media == MediaType.JSON ? new PrettyRenderer<>(renderer) : renderer;
    }

    private Renderer<H> whole(MediaType media) {
        return switch (media) {
            case JSON -> json;
            case YAML -> new YamlRenderer<>(json);
            case PROTOBUF -> protobuf;
        };
    }

    private Renderer<H> partial(MediaType media, String metaVersion, boolean lists) {
        Renderer<H> renderer =
                new PartialRenderer<>(media == MediaType.YAML ? MediaType.JSON : media, metaVersion, lists, goType());
        return media == MediaType.YAML ? new YamlRenderer<>(renderer) : renderer;
    }

    private Renderer<H> table(String tableVersion, MediaType media, ApiExchange exchange) {
        var include = exchange.query().first("includeObject");
        Renderer<H> renderer = new TableRenderer<>(version, declaration.columns(), tableVersion, include, false, clock);
        return media == MediaType.YAML ? new YamlRenderer<>(renderer) : renderer;
    }

    /// Upstream's internal name of the type, which its error texts show.
    private String goType() {
        var group = version.resource().group();
        var end = group.indexOf('.');
        var name = group.isEmpty() ? "core" : end < 0 ? group : group.substring(0, end);
        return name + "." + version.resource().kind();
    }
}
