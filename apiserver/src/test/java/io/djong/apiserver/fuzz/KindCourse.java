package io.djong.apiserver.fuzz;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.cache.StorageCodec;
import io.djong.apiserver.content.Documents;
import io.djong.apiserver.content.MediaType;
import io.djong.apiserver.content.Version;
import io.djong.apiserver.fields.FieldTracking;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.request.SentForm;
import io.djong.apiserver.request.Warnings;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import io.djong.client.WriteOptions;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// What the server does with bodies of one kind in one version, without admission and store: they are decoded, get
/// defaults and become the stored version; a new object is prepared and checked, shown as a table row and in every
/// other version; a right one is stored and read again; a change and a changed status are prepared and checked.
/// Whatever is thrown on the way, but for an [ApiException], is a mistake of the server.
final class KindCourse<H extends KubeObject, V extends KubeObject> implements Course {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String UID = "11111111-2222-4333-8444-555555555555";

    private final ResourceDeclaration<H> declaration;
    private final Version<H, V> version;
    private final Validation validation;
    private final Bodies<V> bodies;
    private final FieldTracking<H> fields;

    KindCourse(
            ResourceDeclaration<H> declaration,
            Version<H, V> version,
            Validation validation,
            List<JsonObject> samples) {
        this.declaration = declaration;
        this.version = version;
        this.validation = validation;
        this.bodies = new Bodies<>(version.resource().type(), samples);
        var tracking = FieldTracking.of(declaration.resource(), declaration.strategy()::tracked);
        for (var other : declaration.alternates()) {
            tracking = tracking.with(other.resource(), to(other.fromHub()), to(other.toHub()));
        }
        this.fields = tracking;
    }

    @Override
    public List<JsonObject> samples() {
        return bodies.samples();
    }

    @Override
    public KubeType<V> type() {
        return bodies.type();
    }

    @Override
    public void run(KindInput input) {
        try {
            var context = context();
            var first = hub(bodies.first(input, context));
            changed(created(first, context), old(input, first), input);
        } catch (ApiException _) {
            // a refusal
        }
    }

    private H old(KindInput input, H first) {
        try {
            var second = input.form() != KindInput.Form.EDITS && input.second().length == 0
                    ? first
                    : hub(bodies.second(input, context()));
            return identified(second);
        } catch (ApiException _) {
            return first;
        }
    }

    /// Of a user who may do little.
    static OperationContext context() {
        var options = WriteOptions.NONE.withFieldManager("fuzz");
        return new OperationContext(
                User.of("ann", User.AUTHENTICATED_GROUP), options, NOW, new Warnings(), "", "", "", new SentForm(), "");
    }

    private H hub(V sent) {
        return Metadata.with(
                version.toHub().apply(sent),
                meta -> meta.withNamespace(version.resource().namespaced() ? "default" : ""));
    }

    private H created(H first, OperationContext context) throws ApiException {
        var strategy = declaration.strategy();
        H tracked = fields.created(first, context);
        H prepared = strategy.canonicalize(strategy.prepareForCreate(identified(tracked), context));
        var errors = strategy.validateCreate(prepared, validation, context);
        Bodies.readable(errors);
        strategy.warningsOnCreate(prepared);
        shown(prepared);
        if (errors.isEmpty()) {
            stored(prepared);
        }
        return prepared;
    }

    private static <T extends KubeObject> T identified(T object) {
        return Metadata.with(
                object,
                meta -> meta.withUid(UID)
                        .withName(meta.name().isEmpty() ? meta.generateName() + "x" : meta.name())
                        .withSelfLink("")
                        .withResourceVersion("")
                        .withDeletionTimestamp(null)
                        .withDeletionGracePeriodSeconds(null)
                        .withCreationTimestamp(NOW));
    }

    private void shown(H object) {
        for (var cell : declaration.columns().cells(object, NOW)) {
            if (!(cell instanceof String
                    || cell instanceof Long
                    || cell instanceof Integer
                    || cell instanceof Boolean)) {
                throw new AssertionError("a cell that is no text, number or flag: " + cell);
            }
        }
        declaration.fields().value(object, "spec.nodeName");
        for (var media : MediaType.values()) {
            Documents.of(object, media, true);
        }
        declaration.alternates().forEach(other -> alternate(object, to(other.fromHub()), to(other.toHub())));
    }

    @SuppressWarnings("unchecked") // from and to the versions of one alternate
    private static <A, B> Function<A, B> to(Function<?, ?> function) {
        return (Function<A, B>) function;
    }

    private <A extends KubeObject> void alternate(H object, Function<H, A> there, Function<A, H> back) {
        A other = there.apply(object);
        Documents.of(other, MediaType.PROTOBUF, false);
        Bodies.same(other, there.apply(back.apply(other)), "converted there and back");
    }

    /// What is stored is read as it was.
    private void stored(H object) {
        var codec = new StorageCodec<>(declaration.resource());
        Bodies.same(object, codec.decode(codec.encode(object), 0), "stored and read");
        try {
            var again = Json.read(declaration.resource().type(), Json.write(object));
            Bodies.same(object, again, "sent and read");
        } catch (JsonException e) {
            throw new AssertionError("what is answered cannot be read", e);
        }
    }

    private void changed(H wanted, H old, KindInput input) throws ApiException {
        var context = context();
        H named = Metadata.with(
                wanted,
                meta -> input.renamed()
                        ? meta
                        : meta.withName(old.metadata().name())
                                .withNamespace(old.metadata().namespace())
                                .withResourceVersion("1"));
        H live = Metadata.with(old, meta -> meta.withResourceVersion("1"));
        var strategy = declaration.strategy();
        H tracked = fields.updated(live, named, "", context);
        H prepared = strategy.canonicalize(strategy.prepareForUpdate(tracked, live, context));
        Bodies.readable(strategy.validateUpdate(prepared, live, validation, context));
        strategy.warningsOnUpdate(prepared, live);
        for (var subresource : declaration.subresources()) {
            if (subresource instanceof Subresource.View<H, ?> view) {
                through(view, live, named, context);
            }
        }
    }

    private <S extends KubeObject> void through(Subresource.View<H, S> view, H live, H wanted, OperationContext context)
            throws ApiException {
        try {
            var seen = view.read(wanted);
            Bodies.readable(view.validate(seen));
            H written = view.write(live, seen, context);
            Bodies.readable(view.validateUpdate(written, live, validation, context));
            view.warnings(written, live);
        } catch (ApiException _) {
            // a refusal
        }
    }
}
