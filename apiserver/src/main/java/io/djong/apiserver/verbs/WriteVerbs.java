package io.djong.apiserver.verbs;

import io.djong.api.defaults.Defaults;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.meta.v1.Status;
import io.djong.apiserver.content.BodyDecoder;
import io.djong.apiserver.content.Documents;
import io.djong.apiserver.content.Negotiation;
import io.djong.apiserver.content.Version;
import io.djong.apiserver.fields.AskedFields;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.ObjectStore.Updated;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import org.jspecify.annotations.Nullable;

/// Create, update and the actions below an object.
final class WriteVerbs<H extends KubeObject, V extends KubeObject> {
    private final ObjectStore<H> objects;
    private final Version<H, V> version;

    WriteVerbs(ObjectStore<H> objects, Version<H, V> version) {
        this.objects = objects;
        this.version = version;
    }

    H create(ApiExchange exchange) throws ApiException, InterruptedException {
        var options = Options.write(exchange, "CreateOptions");
        var body = BodyDecoder.decode(exchange, version.resource().type(), options.fieldValidation());
        var object = version.toHub().apply(Defaults.apply(body));
        return objects.create(
                OwnerReferences.once(inNamespace(exchange, object), exchange.warnings(), false),
                exchange.context(options));
    }

    Updated<H> replace(ApiExchange exchange, Subresource.View<H, H> view) throws ApiException, InterruptedException {
        var options = Options.write(exchange, "UpdateOptions");
        var body = BodyDecoder.decode(exchange, version.resource().type(), options.fieldValidation());
        var object = OwnerReferences.once(
                inNamespace(exchange, version.toHub().apply(Defaults.apply(body))), exchange.warnings(), false);
        var key = ServedVersion.key(exchange);
        checkName(object, key);
        var unconditional = object.metadata().resourceVersion().isEmpty()
                || object.metadata().resourceVersion().equals("0");
        return objects.update(
                key,
                view,
                new ObjectStore.Change<>() {
                    @Override
                    public H apply(@Nullable H current) {
                        return object;
                    }

                    @Override
                    public boolean retriable() {
                        return unconditional;
                    }

                    @Override
                    public String uid() {
                        return object.metadata().uid();
                    }
                },
                exchange.context(options));
    }

    <B extends KubeObject> void perform(ApiExchange exchange, Subresource.Action<H, B> action)
            throws ApiException, InterruptedException {
        if (!exchange.info().verb().equals("create")) {
            throw Failures.methodNotAllowed();
        }
        var accepted = Negotiation.of(exchange.header("Accept"), false, exchange.pretty());
        var options = Options.write(exchange, "CreateOptions");
        var body = Defaults.apply(BodyDecoder.decode(exchange, action.type(), options.fieldValidation()));
        var key = ServedVersion.key(exchange);
        var context = exchange.context(options);
        var question = AskedFields.of(action.type(), inNamespace(exchange, body), action.name(), context);
        var answer = objects.perform(action, key, question, context);
        exchange.send(
                answer instanceof Status status && status.code() != 0 ? status.code() : 201,
                accepted.type().contentType(),
                Documents.of((ApiObject) answer, accepted.type(), accepted.pretty()));
    }

    /// The object in the request's namespace; one that names another is refused, and one outside of namespaces is
    /// taken out of the one that it names.
    static <T extends KubeObject> T inNamespace(ApiExchange exchange, T object) throws ApiException {
        return inNamespace(
                object,
                exchange.info().resource().equals("namespaces")
                        ? ""
                        : exchange.info().namespace());
    }

    /// The object in a namespace; one that names another is refused, and one outside of namespaces is taken out of
    /// the one that it names.
    ///
    /// @param requested "" for outside of namespaces
    static <T extends KubeObject> T inNamespace(T object, String requested) throws ApiException {
        if (object.metadata().namespace().isEmpty() && !requested.isEmpty()) {
            return Metadata.with(object, meta -> meta.withNamespace(requested));
        }
        if (requested.isEmpty() && !object.metadata().namespace().isEmpty()) {
            return Metadata.with(object, meta -> meta.withNamespace(""));
        }
        checkNamespace(object, new ObjectKey(requested, ""));
        return object;
    }

    static void checkNamespace(KubeObject object, ObjectKey key) throws ApiException {
        if (!object.metadata().namespace().equals(key.namespace())) {
            throw Failures.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    static void checkName(KubeObject object, ObjectKey key) throws ApiException {
        var name = object.metadata().name();
        if (name.isEmpty()) {
            throw Failures.badRequest("the name of the object (" + key.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        if (!name.equals(key.name())) {
            throw Failures.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + key.name() + ")");
        }
    }
}
