package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.admission.AdmissionChain;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.fields.FieldTracking;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How an object comes into being.
final class Creation<T extends KubeObject> {
    /// Tries of a generated name before giving up.
    private static final int NAME_TRIES = 8;

    private final ResourceDeclaration<T> declaration;
    private final Persistence<T> persistence;
    private final AdmissionChain admission;
    private final Validation validation;
    private final FieldTracking<T> fields;
    private final RandomGenerator random;

    Creation(
            ResourceDeclaration<T> declaration,
            Persistence<T> persistence,
            AdmissionChain admission,
            Validation validation,
            FieldTracking<T> fields,
            RandomGenerator random) {
        this.declaration = declaration;
        this.persistence = persistence;
        this.admission = admission;
        this.validation = validation;
        this.fields = fields;
        this.random = random;
    }

    T create(T sent, OperationContext context) throws ApiException, InterruptedException {
        return create(fields.created(wiped(sent), context), true, context);
    }

    /// Without what the server alone sets, which so has no manager.
    private static <T extends KubeObject> T wiped(T sent) {
        return Metadata.with(
                sent,
                meta -> meta.withDeletionTimestamp(null)
                        .withDeletionGracePeriodSeconds(null)
                        .withCreationTimestamp(Times.ZERO)
                        .withUid("")
                        .withSelfLink(""));
    }

    /// Creates an object that has its managed fields, for an update.
    T createTracked(T object, OperationContext context) throws ApiException, InterruptedException {
        return create(object, false, context);
    }

    /// @param posted whether it is asked for as something new, which must not name a version
    private T create(T object, boolean posted, OperationContext context) throws ApiException, InterruptedException {
        var version = posted || context.dryRun() ? object.metadata().resourceVersion() : "";
        persistence.awaitCurrent(); // admission reads the caches, and a caller may rely on what it wrote just before
        var admitted = admission.mutate(request(object, context), object);
        var generated = admitted.metadata().name().isEmpty()
                && !admitted.metadata().generateName().isEmpty();
        for (int attempt = 1; ; attempt++) {
            var written = attempt(prepare(admitted, context), version, context);
            if (written != null) {
                return written;
            }
            if (!generated) {
                throw taken(admitted);
            }
            if (attempt == NAME_TRIES) {
                throw Failures.generateNameConflict(
                        declaration.resource(), admitted.metadata().generateName());
            }
        }
    }

    /// Does all of a create but the write, which comes with that of others; nothing when the name is taken.
    void join(JointCreation joint, T sent) throws ApiException, InterruptedException {
        var key = new ObjectKey(sent.metadata().namespace(), sent.metadata().name());
        if (persistence.load(key) != null) {
            return;
        }
        var context = joint.context();
        var object = fields.created(sent, context);
        var prepared = prepare(admission.mutate(request(object, context), object), context);
        var reservation = declaration.strategy().begin(prepared, null, context);
        var joined = false;
        try {
            check(reservation.object(), context);
            persistence.join(joint, key, reservation);
            joined = true;
        } finally {
            if (!joined) {
                reservation.rollback();
            }
        }
    }

    private ApiException taken(T object) throws ApiException, InterruptedException {
        var name = object.metadata().name();
        var existing = persistence.load(new ObjectKey(object.metadata().namespace(), name));
        var leaving = existing != null && existing.object().metadata().deletionTimestamp() != null;
        return Failures.alreadyExists(declaration.resource(), name, leaving ? "object is being deleted: " : "");
    }

    /// Fills in what the server decides, and checks the result.
    private T prepare(T object, OperationContext context) throws ApiException {
        var strategy = declaration.strategy();
        var cleared = Metadata.with(
                object,
                meta -> meta.withDeletionTimestamp(null)
                        .withDeletionGracePeriodSeconds(null)
                        .withSelfLink("")
                        .withResourceVersion(""));
        var identified = Metadata.with(cleared, meta -> {
            var named = meta.name().isEmpty() && !meta.generateName().isEmpty()
                    ? meta.withName(Metadata.generateName(meta.generateName(), random))
                    : meta;
            var uid = Metadata.newUid(random);
            return (named.name().isEmpty() && strategy.namesItself() ? named.withName(uid) : named)
                    .withUid(uid)
                    .withCreationTimestamp(context.now().truncatedTo(ChronoUnit.SECONDS));
        });
        return strategy.canonicalize(strategy.prepareForCreate(identified, context));
    }

    /// @param version the resource version that was sent; a dry run answers with it
    /// @return null when the name is taken
    private @Nullable T attempt(T prepared, String version, OperationContext context)
            throws ApiException, InterruptedException {
        var strategy = declaration.strategy();
        var reservation = strategy.begin(prepared, null, context);
        var done = false;
        try {
            var object = reservation.object();
            check(object, context);
            var key = new ObjectKey(
                    object.metadata().namespace(), object.metadata().name());
            if (context.dryRun()) {
                var shown = Metadata.with(object, meta -> meta.withResourceVersion(version));
                return persistence.load(key) == null ? shown : null;
            }
            if (ResourceVersions.problem(version) == null && Long.parseUnsignedLong(version) != 0) {
                throw Failures.refused(500, "", "resourceVersion should not be set on objects to be created", null);
            }
            var written = persistence.insert(key, object, context);
            done = written != null;
            return written;
        } finally {
            if (done) {
                reservation.commit();
            } else {
                reservation.rollback();
            }
        }
    }

    /// Whether it may be created as it is.
    private void check(T object, OperationContext context) throws ApiException, InterruptedException {
        var strategy = declaration.strategy();
        var errors = strategy.validateCreate(object, validation, context);
        if (!errors.isEmpty()) {
            throw Failures.invalid(declaration.resource(), object.metadata().name(), errors);
        }
        context.warn(strategy.warningsOnCreate(object));
        admission.validate(request(object, context));
    }

    private AdmissionRequest request(T object, OperationContext context) {
        var meta = object.metadata();
        return new AdmissionRequest(
                Operation.CREATE, declaration.resource(), "", meta.namespace(), meta.name(), object, null, context);
    }
}
