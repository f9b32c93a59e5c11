package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.autoscaling.v1.Scale;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.admission.AdmissionChain;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.fields.FieldTracking;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ObjectStore.Change;
import io.djong.apiserver.resource.ObjectStore.Updated;
import io.djong.client.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an object is replaced or patched, by its main resource or one of its views.
final class Update<T extends KubeObject> {
    /// Writes that lose against others before the caller is told.
    private static final int TRIES = 64;

    /// What the keys of all objects begin with.
    private static final String ROOT = "/registry";

    private final ResourceDeclaration<T> declaration;
    private final Persistence<T> persistence;
    private final AdmissionChain admission;
    private final Validation validation;
    private final FieldTracking<T> fields;
    private final Creation<T> creation;
    private final Deletion<T> deletion;
    private final Subresource.View<T, T> main = new Main();

    Update(
            ResourceDeclaration<T> declaration,
            Persistence<T> persistence,
            AdmissionChain admission,
            Validation validation,
            FieldTracking<T> fields,
            Creation<T> creation,
            Deletion<T> deletion) {
        this.declaration = declaration;
        this.persistence = persistence;
        this.admission = admission;
        this.validation = validation;
        this.fields = fields;
        this.creation = creation;
        this.deletion = deletion;
    }

    Subresource.View<T, T> main() {
        return main;
    }

    <S extends KubeObject> Updated<S> update(
            ObjectKey key, Subresource.View<T, S> view, Change<S> change, OperationContext context)
            throws ApiException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var loaded = persistence.load(key);
            if (loaded == null) {
                return createByUpdate(key, view, change, context);
            }
            var written = attempt(key, view, change, loaded, context);
            if (written != null) {
                return new Updated<>(view.read(written), false);
            }
            if (!change.retriable() || attempt == TRIES) {
                throw Failures.conflict(declaration.asked(context), key.name(), Failures.MODIFIED);
            }
        }
    }

    private <S extends KubeObject> Updated<S> createByUpdate(
            ObjectKey key, Subresource.View<T, S> view, Change<S> change, OperationContext context)
            throws ApiException, InterruptedException {
        var byUpdate = declaration.strategy().allowsCreateOnUpdate();
        var allowed = isMain(view) ? byUpdate || change.createsMissing() : byUpdate && isOwn(view);
        if (!allowed) {
            throw Failures.notFound(declaration.asked(context), key.name());
        }
        checkUid(key, change.uid(), ObjectMeta.EMPTY, context);
        @SuppressWarnings("unchecked") // the view's type is the resource's own
        var wanted = (T) change.apply(null);
        @SuppressWarnings("unchecked") // the view's type is the resource's own
        var created = (S)
                (change.carriesManagedFields()
                        ? creation.createTracked(wanted, context)
                        : creation.create(wanted, context));
        return new Updated<>(created, true);
    }

    private static boolean isMain(Subresource.View<?, ?> view) {
        return view.name().isEmpty();
    }

    /// One turn of the list: change, admission, preparation, validation, write.
    ///
    /// @return null when somebody else has written since `loaded`
    private <S extends KubeObject> @Nullable T attempt(
            ObjectKey key,
            Subresource.View<T, S> view,
            Change<S> change,
            Persistence.Loaded<T> loaded,
            OperationContext context)
            throws ApiException, InterruptedException {
        var current = loaded.object();
        var before = before(view, current, context);
        checkUid(key, change.uid(), current.metadata(), context);
        var sent = change.apply(before);
        checkVersion(key, sent.metadata(), current.metadata(), context);
        var wanted = change.carriesManagedFields() ? sent : tracked(view, current, before, sent, context);
        var managed = managed(view, current, wanted, context);
        var admitted = admission.mutate(request(key, view, wanted, before, context), wanted);
        var errors = view.validate(admitted);
        if (!errors.isEmpty()) {
            throw Failures.invalid(view.type().gvk().group(), view.type().gvk().kind(), key.name(), errors);
        }
        var reservation = begin(view, admitted, current, context);
        var done = false;
        try {
            var changed = keepSystemFields(
                    view.write(current, reservation.object(), context), current, managed, context.dryRun());
            var object = FieldTracking.settled(declaration.strategy().canonicalize(changed), current);
            errors = view.validateUpdate(object, current, validation, context);
            if (!errors.isEmpty()) {
                throw Failures.invalid(declaration.resource(), key.name(), errors);
            }
            context.warn(view.warnings(object, current));
            admission.validate(request(key, view, view.read(object), before, context));
            if (deletion.finished(object) && current.metadata().deletionTimestamp() != null) {
                return context.dryRun() ? object : removed(key, loaded, object, context);
            }
            if (context.dryRun()) {
                return object;
            }
            var written = persistence.replace(key, loaded, object, context);
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

    /// Only the resource itself takes from outside; its other views leave alone what was taken for it.
    private <S extends KubeObject> Reservation<S> begin(
            Subresource.View<T, S> view, S wanted, T current, OperationContext context)
            throws ApiException, InterruptedException {
        if (!isMain(view)) {
            return Reservation.none(wanted);
        }
        @SuppressWarnings("unchecked") // the main view's type is the resource's own
        var reservation = (Reservation<S>) declaration.strategy().begin((T) wanted, current, context);
        return reservation;
    }

    /// The update took away the last thing that held a deleted object.
    private @Nullable T removed(ObjectKey key, Persistence.Loaded<T> loaded, T object, OperationContext context)
            throws ApiException, InterruptedException {
        var gone = persistence.remove(key, loaded, context);
        if (gone == null) {
            return null;
        }
        declaration.strategy().afterDelete(gone);
        return object;
    }

    private void checkUid(ObjectKey key, String wanted, ObjectMeta current, OperationContext context)
            throws ApiException {
        if (!wanted.isEmpty() && !wanted.equals(current.uid())) {
            throw Failures.conflict(
                    declaration.asked(context),
                    key.name(),
                    "StorageError: invalid object, Code: 4, Key: " + keyAsTold(key, context.dryRun())
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + wanted + ", UID in object meta: " + current.uid());
        }
    }

    /// As upstream's message has it, where a dry run does not reach the store that puts the root before the key.
    private String keyAsTold(ObjectKey key, boolean dryRun) {
        var text = persistence.storeKey(key).toString();
        return dryRun && text.startsWith(ROOT) ? text.substring(ROOT.length()) : text;
    }

    private void checkVersion(ObjectKey key, ObjectMeta wanted, ObjectMeta current, OperationContext context)
            throws ApiException {
        var version = ResourceVersions.parseForUpdate(wanted.resourceVersion());
        if (version == 0) {
            if (!declaration.strategy().allowsUnconditionalUpdate()) {
                throw Failures.invalid(
                        declaration.resource().group(),
                        declaration.resource().plural(), // upstream names the resource here, not the kind
                        key.name(),
                        List.of(new FieldError(
                                ErrorType.INVALID,
                                "metadata.resourceVersion",
                                "0",
                                "must be specified for an update")));
            }
        } else if (!wanted.resourceVersion().equals(current.resourceVersion())) {
            throw Failures.conflict(declaration.asked(context), key.name(), Failures.MODIFIED);
        }
    }

    /// The view of the object as it is; a scale with those that manage it.
    @SuppressWarnings("unchecked") // a scale stays one
    private <S extends KubeObject> S before(Subresource.View<T, S> view, T current, OperationContext context) {
        var before = view.read(current);
        return before instanceof Scale scale
                ? (S) fields.scale(current, context).tracked(scale)
                : before;
    }

    /// What is wanted with its managed fields, where it is of the resource's own type or a scale.
    @SuppressWarnings("unchecked") // a view of the resource's own type; a scale stays one
    private <S extends KubeObject> S tracked(
            Subresource.View<T, S> view, T current, S before, S sent, OperationContext context) {
        if (isOwn(view)) {
            return (S) fields.updated(current, (T) sent, view.name(), context);
        }
        return before instanceof Scale scale && sent instanceof Scale changed
                ? (S) fields.scale(current, context).updated(scale, changed)
                : sent;
    }

    /// The managed fields that the object has afterwards.
    private <S extends KubeObject> List<ManagedFieldsEntry> managed(
            Subresource.View<T, S> view, T current, S wanted, OperationContext context) {
        if (isOwn(view)) {
            return wanted.metadata().managedFields();
        }
        return wanted instanceof Scale scale
                ? fields.scale(current, context).ofParent(scale)
                : current.metadata().managedFields();
    }

    private boolean isOwn(Subresource.View<T, ?> view) {
        return view.type().equals(declaration.resource().type());
    }

    /// What no update can change: uid, creation, and that a deletion has begun.
    private T keepSystemFields(T object, T current, List<ManagedFieldsEntry> managed, boolean dryRun) {
        var old = current.metadata();
        return Metadata.with(object, meta -> {
            var kept = meta.withUid(meta.uid().isEmpty() ? old.uid() : meta.uid())
                    .withSelfLink(dryRun ? meta.selfLink() : "") // which is left out where it is stored
                    .withManagedFields(managed)
                    .withResourceVersion(old.resourceVersion());
            if (!old.creationTimestamp().equals(Times.ZERO)) {
                kept = kept.withCreationTimestamp(old.creationTimestamp());
            }
            if (old.deletionTimestamp() != null) {
                kept = kept.withDeletionTimestamp(old.deletionTimestamp());
            }
            if (old.deletionGracePeriodSeconds() != null && kept.deletionGracePeriodSeconds() == null) {
                kept = kept.withDeletionGracePeriodSeconds(old.deletionGracePeriodSeconds());
            }
            return kept;
        });
    }

    private AdmissionRequest request(
            ObjectKey key, Subresource.View<T, ?> view, KubeObject object, KubeObject old, OperationContext context) {
        return new AdmissionRequest(
                Operation.UPDATE,
                declaration.resource(),
                view.name(),
                key.namespace(),
                key.name(),
                object,
                old,
                context);
    }

    /// The resource itself as a view.
    private final class Main implements Subresource.View<T, T> {
        @Override
        public String name() {
            return "";
        }

        @Override
        public KubeType<T> type() {
            return declaration.resource().type();
        }

        @Override
        public T read(T object) {
            return object;
        }

        @Override
        public T write(T current, T view, OperationContext context) {
            var sameGeneration = Metadata.with(
                    view, meta -> meta.withGeneration(current.metadata().generation()));
            return declaration.strategy().prepareForUpdate(sameGeneration, current, context);
        }

        @Override
        public List<FieldError> validateUpdate(T object, T old, Validation rules, OperationContext context) {
            return declaration.strategy().validateUpdate(object, old, rules, context);
        }

        @Override
        public List<String> warnings(T object, T old) {
            return declaration.strategy().warningsOnUpdate(object, old);
        }
    }
}
