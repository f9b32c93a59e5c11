package io.djong.apiserver.verbs;

import io.djong.api.defaults.Defaults;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.apiserver.content.BodyDecoder;
import io.djong.apiserver.content.Documents;
import io.djong.apiserver.content.Negotiation;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;

/// A resource that is only asked, never stored: reviews.
///
/// @param <B> its type
public final class ActionResource<B extends KubeObject> implements ServedResource {
    /// What the resource does.
    public interface Action<B extends KubeObject> {
        /// The answer to a question; the question with its status filled in.
        B perform(B question, OperationContext context) throws ApiException, InterruptedException;
    }

    private final Resource<B> resource;
    private final Action<B> action;

    /// A resource that does this.
    public ActionResource(Resource<B> resource, Action<B> action) {
        this.resource = resource;
        this.action = action;
    }

    @Override
    public Resource<B> resource() {
        return resource;
    }

    /// Asks.
    public B create(B question, OperationContext context) throws ApiException, InterruptedException {
        return action.perform(question, context);
    }

    @Override
    public void handle(ApiExchange exchange) throws ApiException, InterruptedException {
        var info = exchange.info();
        if (!info.subresource().isEmpty()) {
            throw Failures.notServed();
        }
        if (!info.verb().equals("create") || !info.collection()) {
            throw Failures.methodNotAllowed();
        }
        var accepted = Negotiation.of(
                exchange.header("Accept"), false, exchange.query().flag("pretty"));
        var options = Options.write(exchange, "CreateOptions");
        var body = Defaults.apply(BodyDecoder.decode(exchange, resource.type(), options.fieldValidation()));
        var answer = create(WriteVerbs.inNamespace(exchange, body), exchange.context(options));
        exchange.send(
                201,
                accepted.type().contentType(),
                Documents.encode(resource.type(), answer, accepted.type(), accepted.pretty()));
    }
}
