package io.djong.apiserver.verbs;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.authorization.Refusal;
import io.djong.apiserver.content.BodyDecoder;
import io.djong.apiserver.content.Version;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.ObjectStore.Updated;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import io.djong.client.PatchType;

/// Patches of the main resource and of the parts that have its type.
final class PatchVerb<H extends KubeObject, V extends KubeObject> {
    private final ObjectStore<H> objects;
    private final Version<H, V> version;
    private final Authorizer authorizer;

    /// @param authorizer asked whether an apply may create
    PatchVerb(ObjectStore<H> objects, Version<H, V> version, Authorizer authorizer) {
        this.objects = objects;
        this.version = version;
        this.authorizer = authorizer;
    }

    Updated<H> patch(ApiExchange exchange, Subresource.View<H, H> view) throws ApiException, InterruptedException {
        var kind = PatchBody.kind(exchange);
        if (kind == PatchType.APPLY) {
            return apply(exchange, view);
        }
        var body = BodyDecoder.body(exchange);
        var context = exchange.context(Options.patch(exchange, false));
        var key = ServedVersion.key(exchange);
        var inVersion = PatchBody.of(kind, body, context.options().fieldValidation())
                .change(version.resource().type(), version.resource(), key, context);
        return objects.update(key, view, inVersion.through(version.fromHub(), version.toHub()), context);
    }

    private Updated<H> apply(ApiExchange exchange, Subresource.View<H, H> view)
            throws ApiException, InterruptedException {
        var body = BodyDecoder.body(exchange);
        var context = exchange.context(Options.patch(exchange, true));
        var key = ServedVersion.key(exchange);
        var change = ApplyBody.read(body)
                .<H>change(
                        objects,
                        key,
                        context,
                        (current, config) -> objects.applied(current, config, view.name(), context),
                        () -> checkCreation(exchange));
        return objects.update(key, view, change, context);
    }

    /// Who applies may patch; an object that does not exist must be created, too.
    private void checkCreation(ApiExchange exchange) throws ApiException {
        var info = exchange.info();
        var wanted = Attributes.resource(
                exchange.user(),
                "create",
                info.group(),
                info.version(),
                info.resource(),
                info.subresource(),
                info.namespace(),
                info.name());
        var decision = authorizer.authorize(wanted);
        if (!(decision instanceof Decision.Allow)) {
            throw Refusal.of(wanted, decision.reason());
        }
    }
}
