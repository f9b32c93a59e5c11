package io.djong.apiserver.verbs;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.body.BodyParts;
import io.djong.apiserver.body.StreamedBody;
import io.djong.apiserver.content.Accepted;
import io.djong.apiserver.content.Negotiation;
import io.djong.apiserver.content.Renderer;
import io.djong.apiserver.content.Renderers;
import io.djong.apiserver.content.Version;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.RequestInfo;
import io.djong.apiserver.resource.Listing;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.ResourceVersions;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import io.djong.http.Piece;
import java.util.List;

/// A persisted resource in one version over HTTP.
///
/// @param <H> the hub type
/// @param <V> the type of this version
public final class ServedVersion<H extends KubeObject, V extends KubeObject> implements ServedResource {
    private final ObjectStore<H> objects;
    private final Listing<H> listing;
    private final Version<H, V> version;
    private final Renderers<H> renderers;
    private final WatchVerb<H> watching;
    private final WriteVerbs<H, V> writing;
    private final PatchVerb<H, V> patching;
    private final DeleteVerbs<H> deleting;
    private final Connector connector;
    private final String deprecation;

    /// @param connector serves streams and proxied requests
    /// @param authorizer asked where a request does more than its path says
    public ServedVersion(
            ObjectStore<H> objects,
            Listing<H> listing,
            Version<H, V> version,
            Renderers<H> renderers,
            WatchVerb<H> watching,
            Connector connector,
            Authorizer authorizer) {
        this.objects = objects;
        this.listing = listing;
        this.version = version;
        this.renderers = renderers;
        this.watching = watching;
        this.writing = new WriteVerbs<>(objects, version);
        this.patching = new PatchVerb<>(objects, version, authorizer);
        this.deleting = new DeleteVerbs<>(objects, listing);
        this.connector = connector;
        this.deprecation = version.deprecation();
    }

    @Override
    public Resource<V> resource() {
        return version.resource();
    }

    @Override
    public void handle(ApiExchange exchange) throws ApiException, InterruptedException {
        var info = exchange.info();
        var nowhere = resource().namespaced() && info.namespace().isEmpty() && !info.collection();
        var within = !resource().namespaced()
                && !info.namespace().isEmpty()
                && !resource().plural().equals("namespaces");
        if (nowhere || within) {
            throw Failures.notServed();
        }
        checkName(info.pathName());
        if (!deprecation.isEmpty()) {
            exchange.warnings().add(deprecation);
        }
        if (info.subresource().isEmpty()) {
            main(exchange);
            return;
        }
        for (var subresource : objects.declaration().subresources()) {
            var deeper = !info.trailingPath().isEmpty() && !(subresource instanceof Subresource.Connect<H>);
            if (subresource.name().equals(info.subresource()) && !deeper) {
                below(exchange, subresource);
                return;
            }
        }
        throw Failures.notServed();
    }

    /// What cannot be part of a path cannot name anything.
    private static void checkName(String name) throws ApiException {
        var problem = name.equals(".") || name.equals("..")
                ? "may not be '" + name + "'"
                : name.indexOf('/') >= 0 ? "may not contain '/'" : name.indexOf('%') >= 0 ? "may not contain '%'" : "";
        if (!problem.isEmpty()) {
            throw Failures.badRequest("Name parameter invalid: " + GoQuote.quote(name) + ": " + problem);
        }
    }

    private void main(ApiExchange exchange) throws ApiException, InterruptedException {
        var info = exchange.info();
        boolean everywhere = resource().namespaced() && info.namespace().isEmpty();
        boolean local = info.verb().equals("create") || info.verb().equals("deletecollection");
        if (isWatchPath(info) && !resource().verbs().contains("watch")) {
            throw Failures.notServed();
        }
        if (!resource().verbs().contains(info.verb()) || !takesMethod(exchange) || (everywhere && local)) {
            throw Failures.methodNotAllowed();
        }
        switch (info.verb()) {
            case "get" -> get(exchange);
            case "list" -> list(exchange);
            case "watch" -> watching.watch(exchange, renderer(exchange));
            case "create" -> create(exchange);
            case "update" -> {
                var renderer = renderer(exchange);
                var updated = writing.replace(exchange, objects.main());
                renderer.check(false);
                send(exchange, updated.created() ? 201 : 200, renderer.object(updated.view()), renderer);
            }
            case "patch" -> {
                var renderer = renderer(exchange);
                var patched = patching.patch(exchange, objects.main());
                renderer.check(false);
                send(exchange, patched.created() ? 201 : 200, renderer.object(patched.view()), renderer);
            }
            case "delete" -> deleting.delete(exchange, renderer(exchange));
            case "deletecollection" -> deleting.deleteCollection(exchange, renderer(exchange));
            default -> throw Failures.methodNotAllowed();
        }
    }

    /// Whether it is one of the old paths that always watch.
    private static boolean isWatchPath(RequestInfo info) {
        return info.path().contains("/" + info.version() + "/watch/");
    }

    /// HEAD is nowhere, a collection is neither replaced nor patched, and paths of watches are only read.
    private static boolean takesMethod(ApiExchange exchange) {
        var info = exchange.info();
        var single = info.verb().equals("update") || info.verb().equals("patch");
        var watched =
                info.verb().equals("watch") && !exchange.request().method().equals("GET");
        return !isHead(exchange) && !watched && !(single && info.collection());
    }

    private static boolean isHead(ApiExchange exchange) {
        return exchange.request().method().equals("HEAD");
    }

    private void get(ApiExchange exchange) throws ApiException, InterruptedException {
        var renderer = renderer(exchange);
        awaitVersion(exchange.query().first("resourceVersion"));
        var entry = objects.entry(key(exchange), resource());
        renderer.check(false);
        send(exchange, 200, renderer.entry(entry), renderer);
    }

    /// An answer is at least as new as the version that was asked for.
    private void awaitVersion(String version) throws ApiException, InterruptedException {
        checkReadVersion(version);
        if (!version.isEmpty()) {
            listing.awaitRevision(Long.parseUnsignedLong(version));
        }
    }

    /// @throws ApiException 500 for a version that is no number, as upstream has it
    static void checkReadVersion(String version) throws ApiException {
        var problem = version.isEmpty() ? null : ResourceVersions.problem(version);
        if (problem != null) {
            throw Failures.refused(500, "", ResourceVersions.shown(version, problem), null);
        }
    }

    private void list(ApiExchange exchange) throws ApiException, InterruptedException {
        var renderer = renderer(exchange);
        var page = listing.list(ListParameters.of(exchange, objects.declaration()));
        renderer.check(true);
        StreamedBody.send(exchange, 200, renderer.contentType(), renderer.list(page));
    }

    private void create(ApiExchange exchange) throws ApiException, InterruptedException {
        if (!exchange.info().collection()) {
            throw Failures.methodNotAllowed();
        }
        var renderer = renderer(exchange);
        var created = writing.create(exchange);
        renderer.check(false);
        send(exchange, 201, renderer.object(created), renderer);
    }

    private void below(ApiExchange exchange, Subresource<H> subresource) throws ApiException, InterruptedException {
        switch (subresource) {
            case Subresource.View<H, ?> view -> view(exchange, view);
            case Subresource.Action<H, ?> action -> writing.perform(exchange, action);
            case Subresource.Connect<H> connect -> connector.connect(exchange, connect, key(exchange));
        }
    }

    private <S extends KubeObject> void view(ApiExchange exchange, Subresource.View<H, S> view)
            throws ApiException, InterruptedException {
        if (view.type().equals(objects.declaration().resource().type())) {
            @SuppressWarnings("unchecked") // a view of the parent's own type
            var own = (Subresource.View<H, H>) view;
            ownView(exchange, own);
            return;
        }
        new ForeignView<>(objects, view).handle(exchange, key(exchange));
    }

    /// `status` and its like: the object itself, of which only a part is written.
    private void ownView(ApiExchange exchange, Subresource.View<H, H> view) throws ApiException, InterruptedException {
        if (!List.of("get", "update", "patch").contains(exchange.info().verb()) || isHead(exchange)) {
            throw Failures.methodNotAllowed();
        }
        var renderer = renderer(exchange);
        var body = switch (exchange.info().verb()) {
            case "get" -> renderer.entry(objects.entry(key(exchange)));
            case "update" -> renderer.object(writing.replace(exchange, view).view());
            case "patch" -> renderer.object(patching.patch(exchange, view).view());
            default -> throw Failures.methodNotAllowed();
        };
        renderer.check(false);
        send(exchange, 200, body, renderer);
    }

    private Renderer<H> renderer(ApiExchange exchange) throws ApiException {
        Accepted accepted = Negotiation.of(exchange.header("Accept"), true, exchange.pretty(), streams(exchange));
        return renderers.of(accepted, exchange);
    }

    /// Whether this path answers watches, too.
    private static boolean streams(ApiExchange exchange) {
        return exchange.info().collection() && exchange.request().method().equals("GET");
    }

    /// What the path names. A namespace's own path has its name where others have theirs.
    static ObjectKey key(ApiExchange exchange) {
        var info = exchange.info();
        return new ObjectKey(info.resource().equals("namespaces") ? "" : info.namespace(), info.pathName());
    }

    static void send(ApiExchange exchange, int code, List<Piece> body, Renderer<?> renderer)
            throws InterruptedException {
        StreamedBody.send(exchange, code, renderer.contentType(), BodyParts.of(body));
    }
}
