package io.djong.apiserver.verbs;

import io.djong.api.defaults.Defaults;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.apiserver.content.BodyDecoder;
import io.djong.apiserver.content.Documents;
import io.djong.apiserver.content.Negotiation;
import io.djong.apiserver.fields.AskedFields;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.ActionResource;
import io.djong.client.ApiException;

/// A resource that is only asked, over HTTP.
///
/// @param <B> its type
public final class ServedAction<B extends KubeObject> implements ServedResource {
    private final ActionResource<B> action;

    /// Serves this.
    public ServedAction(ActionResource<B> action) {
        this.action = action;
    }

    @Override
    public Resource<B> resource() {
        return action.resource();
    }

    @Override
    public void handle(ApiExchange exchange) throws ApiException, InterruptedException {
        var info = exchange.info();
        if (!info.collection()) {
            throw Failures.notServed();
        }
        if (!info.verb().equals("create")) {
            throw Failures.methodNotAllowed();
        }
        var accepted = Negotiation.of(exchange.header("Accept"), false, exchange.pretty());
        var options = Options.write(exchange, "CreateOptions");
        var body = Defaults.apply(BodyDecoder.decode(exchange, action.resource().type(), options.fieldValidation()));
        var context = exchange.context(options);
        var question = AskedFields.of(action.resource().type(), WriteVerbs.inNamespace(exchange, body), "", context);
        var answer = action.create(question, context);
        exchange.send(201, accepted.type().contentType(), Documents.of(answer, accepted.type(), accepted.pretty()));
    }
}
