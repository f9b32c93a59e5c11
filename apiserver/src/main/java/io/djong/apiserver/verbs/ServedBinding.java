package io.djong.apiserver.verbs;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.Binding;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.content.BodyDecoder;
import io.djong.apiserver.content.Documents;
import io.djong.apiserver.content.Negotiation;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;

/// `bindings`: places the pod whose name the body has. The older form of a pod's `binding`.
public final class ServedBinding implements ServedResource {
    private final Subresource.Action<Pod, Binding> binding;

    /// @param binding places a pod
    public ServedBinding(Subresource.Action<Pod, Binding> binding) {
        this.binding = binding;
    }

    @Override
    public Resource<Binding> resource() {
        return CoreV1.BINDINGS;
    }

    @Override
    public void handle(ApiExchange exchange) throws ApiException, InterruptedException {
        var info = exchange.info();
        if (!info.subresource().isEmpty()
                || !info.collection()
                || info.namespace().isEmpty()) {
            throw Failures.notServed();
        }
        if (!info.verb().equals("create")) {
            throw Failures.methodNotAllowed();
        }
        var accepted = Negotiation.of(exchange.header("Accept"), false, exchange.pretty());
        var options = Options.write(exchange, "CreateOptions");
        var body =
                WriteVerbs.inNamespace(exchange, BodyDecoder.decode(exchange, Binding.TYPE, options.fieldValidation()));
        var key = new ObjectKey(info.namespace(), body.metadata().name());
        if (key.name().isEmpty()) {
            throw Failures.badRequest("Name parameter required.");
        }
        var answer = binding.perform(key, Metadata.with(body, meta -> meta.withUid("")), exchange.context(options));
        exchange.send(
                201,
                accepted.type().contentType(),
                Documents.of((ApiObject) answer, accepted.type(), accepted.pretty()));
    }
}
