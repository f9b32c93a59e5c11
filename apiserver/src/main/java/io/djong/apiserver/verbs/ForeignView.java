package io.djong.apiserver.verbs;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.autoscaling.v1.Scale;
import io.djong.apiserver.content.BodyDecoder;
import io.djong.apiserver.content.Documents;
import io.djong.apiserver.content.Negotiation;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import org.jspecify.annotations.Nullable;

/// A view of another type than its parent (`scale`): read, replaced and patched as that type.
final class ForeignView<H extends KubeObject, S extends KubeObject> {
    private final ObjectStore<H> objects;
    private final Subresource.View<H, S> view;

    ForeignView(ObjectStore<H> objects, Subresource.View<H, S> view) {
        this.objects = objects;
        this.view = view;
    }

    void handle(ApiExchange exchange, ObjectKey key) throws ApiException, InterruptedException {
        var accepted = Negotiation.of(exchange.header("Accept"), false, exchange.pretty());
        var answer = switch (exchange.info().verb()) {
            case "get" -> view.read(objects.get(key));
            case "update" -> replace(exchange, key);
            case "patch" -> patch(exchange, key);
            default -> throw Failures.methodNotAllowed();
        };
        exchange.send(
                200,
                accepted.type().contentType(),
                Documents.encode(view.type(), answer, accepted.type(), accepted.pretty()));
    }

    private S replace(ApiExchange exchange, ObjectKey key) throws ApiException, InterruptedException {
        var options = Options.write(exchange, "UpdateOptions");
        var body = BodyDecoder.decode(exchange, view.type(), options.fieldValidation());
        var wanted = WriteVerbs.inNamespace(exchange, body);
        WriteVerbs.checkName(wanted, key);
        var unconditional = wanted.metadata().resourceVersion().isEmpty();
        var change = new ObjectStore.Change<S>() {
            @Override
            public S apply(@Nullable S current) {
                return wanted;
            }

            @Override
            public boolean retriable() {
                return unconditional;
            }

            @Override
            public String uid() {
                return wanted.metadata().uid();
            }
        };
        return objects.update(key, view, change, exchange.context(options)).view();
    }

    private S patch(ApiExchange exchange, ObjectKey key) throws ApiException, InterruptedException {
        var kind = PatchBody.kind(exchange);
        var body = BodyDecoder.body(exchange);
        var context = exchange.context(Options.patch(exchange, kind == PatchType.APPLY));
        var change = kind == PatchType.APPLY
                ? ApplyBody.read(body).<S>change(objects, key, context, merge(context), () -> {})
                : PatchBody.of(kind, body)
                        .change(view.type(), objects.declaration().resource(), key, context);
        return objects.update(key, view, change, context).view();
    }

    /// Only scales are applied to; they are never made.
    @SuppressWarnings("unchecked") // a scale stays one
    private ApplyBody.Merge<S> merge(OperationContext context) {
        return (current, config) -> {
            if (!(current instanceof Scale scale)) {
                throw Failures.noPatchType();
            }
            return (S) objects.appliedScale(scale, config, context);
        };
    }
}
