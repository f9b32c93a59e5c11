package io.djong.apiserver.content;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.FormCache;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.client.ApiException;
import java.time.InstantSource;
import java.util.List;

/// Finds the renderer for a resource version and what was agreed on with the client.
public final class Renderers {
    private final FormCache forms;
    private final InstantSource clock;

    /// @param forms the limit over all kept JSON forms
    /// @param clock ages in tables are relative to it
    public Renderers(FormCache forms, InstantSource clock) {
        this.forms = forms;
        this.clock = clock;
    }

    /// The renderer of an answer.
    ///
    /// @throws ApiException 406 for a form that this request cannot have
    public <H extends KubeObject> Renderer<H> of(
            ResourceDeclaration<H> declaration, Version<H, ?> version, Accepted accepted, ApiExchange exchange)
            throws ApiException {
        var media = accepted.type();
        Renderer<H> renderer = switch (accepted.form()) {
            case Form.Whole whole -> whole(version, media);
            case Form.Table(var tableVersion) -> table(declaration, version, tableVersion, media, exchange);
            case Form.Partial(var metaVersion) -> {
                if (exchange.info().verb().equals("list")) {
                    throw Failures.notAcceptable("you requested PartialObjectMetadata, but the requested object is a"
                            + " list (*" + goType(version) + "List)");
                }
                yield partial(media, metaVersion, false);
            }
            case Form.PartialList(var metaVersion) -> {
                if (!List.of("list", "watch").contains(exchange.info().verb())) {
                    throw Failures.notAcceptable("you requested PartialObjectMetadataList, but the requested object"
                            + " is not a list (*" + goType(version) + ")");
                }
                yield partial(media, metaVersion, true);
            }
        };
        return accepted.pretty() && media == MediaType.JSON ? new PrettyRenderer<>(renderer) : renderer;
    }

    private <H extends KubeObject> Renderer<H> whole(Version<H, ?> version, MediaType media) {
        return switch (media) {
            case JSON -> new JsonRenderer<>(version, forms);
            case YAML -> new YamlRenderer<>(new JsonRenderer<>(version, forms));
            case PROTOBUF -> new ProtobufRenderer<>(version);
        };
    }

    private <H extends KubeObject> Renderer<H> partial(MediaType media, String metaVersion, boolean lists) {
        Renderer<H> renderer =
                new PartialRenderer<>(media == MediaType.YAML ? MediaType.JSON : media, metaVersion, lists);
        return media == MediaType.YAML ? new YamlRenderer<>(renderer) : renderer;
    }

    private <H extends KubeObject> Renderer<H> table(
            ResourceDeclaration<H> declaration,
            Version<H, ?> version,
            String tableVersion,
            MediaType media,
            ApiExchange exchange)
            throws ApiException {
        var asked = exchange.query().first("includeObject");
        var include = switch (asked) {
            case "", "Metadata" -> TableRenderer.Include.METADATA;
            case "Object" -> TableRenderer.Include.OBJECT;
            case "None" -> TableRenderer.Include.NONE;
            default ->
                throw Failures.badRequest("Unable to convert to Table as requested: includeObject: Invalid value: \""
                        + asked + "\": must be 'Metadata', 'Object', 'None', or empty");
        };
        Renderer<H> renderer = new TableRenderer<>(version, declaration.columns(), tableVersion, include, false, clock);
        return media == MediaType.YAML ? new YamlRenderer<>(renderer) : renderer;
    }

    /// Upstream's internal name of the type, which its error texts show.
    private static String goType(Version<?, ?> version) {
        var group = version.resource().group();
        var end = group.indexOf('.');
        var name = group.isEmpty() ? "core" : end < 0 ? group : group.substring(0, end);
        return name + "." + version.resource().kind();
    }
}
