package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How an object goes: at once, after a grace period, or when its finalizers are done.
public final class Deletion<T extends KubeObject> {
    /// Finalizer by which the garbage collector orphans dependents first.
    public static final String ORPHAN = "orphan";
    /// Finalizer by which the garbage collector deletes dependents first.
    public static final String FOREGROUND = "foregroundDeletion";

    private static final int TRIES = 64;

    private final ResourceDeclaration<T> declaration;
    private final Persistence<T> persistence;

    Deletion(ResourceDeclaration<T> declaration, Persistence<T> persistence) {
        this.declaration = declaration;
        this.persistence = persistence;
    }

    /// @param object as it was last, or as it is marked now
    /// @param gone whether it is no longer stored
    public record Result<T extends KubeObject>(T object, boolean gone) {}

    Result<T> delete(ObjectKey key, DeleteOptions options, OperationContext context)
            throws ApiException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var loaded = persistence.load(key);
            if (loaded == null) {
                throw Failures.notFound(declaration.asked(context), key.name());
            }
            checkPreconditions(key, options, loaded.object().metadata());
            var result = attempt(key, loaded, options, context);
            if (result != null) {
                return result;
            }
            if (attempt == TRIES) {
                throw Failures.conflict(declaration.asked(context), key.name(), Failures.MODIFIED);
            }
        }
    }

    /// Whether nothing holds a deleted object any more.
    boolean finished(T object) {
        var meta = object.metadata();
        var grace = meta.deletionGracePeriodSeconds();
        return meta.finalizers().isEmpty()
                && (grace == null || grace == 0)
                && !declaration.strategy().held(object);
    }

    private @Nullable Result<T> attempt(
            ObjectKey key, Persistence.Loaded<T> loaded, DeleteOptions options, OperationContext context)
            throws ApiException, InterruptedException {
        var marked = mark(loaded.object(), options, context);
        if (marked == null) {
            return new Result<>(loaded.object(), false);
        }
        var stays = marked.metadata().deletionTimestamp() != null && !finished(marked);
        if (context.dryRun()) {
            return new Result<>(marked.metadata().deletionTimestamp() == null ? loaded.object() : marked, !stays);
        }
        if (stays) {
            var written = persistence.replace(key, loaded, marked, context);
            return written == null ? null : new Result<>(written, false);
        }
        var removed = persistence.remove(key, loaded, context);
        if (removed == null) {
            return null;
        }
        declaration.strategy().afterDelete(removed);
        return new Result<>(answered(marked, removed), true);
    }

    /// What the caller is shown of an object that is gone: with the mark of a grace period of no length, if it
    /// has one.
    private static <T extends KubeObject> T answered(T marked, T removed) {
        return marked.metadata().deletionTimestamp() == null
                ? removed
                : Metadata.with(
                        marked,
                        meta -> meta.withResourceVersion(removed.metadata().resourceVersion()));
    }

    /// The object as the deletion leaves it; null when a graceful deletion is under way that this one
    /// does not shorten.
    private @Nullable T mark(T object, DeleteOptions options, OperationContext context) {
        var meta = object.metadata();
        var requested = requestedGrace(options);
        if (meta.deletionTimestamp() != null) {
            var running = meta.deletionGracePeriodSeconds();
            if (running != null && running > 0) {
                if (requested.isEmpty() || requested.getAsLong() >= running) {
                    return null;
                }
                return shortened(object, requested.getAsLong(), running, context);
            }
            return withCollectorFinalizers(object, options);
        }
        var withFinalizers = withCollectorFinalizers(object, options);
        var grace = declaration.strategy().gracePeriodSeconds(object, options);
        var held = !withFinalizers.metadata().finalizers().isEmpty()
                || declaration.strategy().held(object);
        if (grace.isEmpty() && !held) {
            return withFinalizers;
        }
        var marked = marked(withFinalizers, grace.orElse(0), meta, context);
        return declaration.strategy().markDeleting(marked);
    }

    private T marked(T object, long graceSeconds, ObjectMeta before, OperationContext context) {
        var start = context.now().truncatedTo(ChronoUnit.SECONDS);
        var first = before.deletionTimestamp() == null;
        return Metadata.with(
                object,
                meta -> meta.withDeletionTimestamp(start.plusSeconds(graceSeconds))
                        .withDeletionGracePeriodSeconds(graceSeconds)
                        .withGeneration(first && meta.generation() > 0 ? meta.generation() + 1 : meta.generation()));
    }

    /// Ends the running grace period earlier, but not before now: from when it began, not from now on.
    private T shortened(T object, long graceSeconds, long runningSeconds, OperationContext context) {
        var now = context.now().truncatedTo(ChronoUnit.SECONDS);
        var ends = Objects.requireNonNull(object.metadata().deletionTimestamp())
                .minusSeconds(runningSeconds)
                .plusSeconds(graceSeconds);
        var late = ends.isBefore(now);
        return Metadata.with(
                object,
                meta -> meta.withDeletionTimestamp(late ? now : ends)
                        .withDeletionGracePeriodSeconds(late && graceSeconds != 0 ? 1 : graceSeconds));
    }

    private static OptionalLong requestedGrace(DeleteOptions options) {
        var seconds = options.gracePeriodSeconds();
        return seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds < 0 ? 1 : seconds);
    }

    /// Sets or takes away the garbage collector's finalizers as the options, the object and its resource
    /// say.
    private T withCollectorFinalizers(T object, DeleteOptions options) {
        var before = object.metadata().finalizers();
        if (declaration.strategy().dependents() == Strategy.Dependents.NONE) {
            return object;
        }
        var after = new ArrayList<>(before);
        after.removeAll(List.of(ORPHAN, FOREGROUND));
        if (orphans(before, options)) {
            after.add(ORPHAN);
        }
        if (inForeground(before, options)) {
            after.add(FOREGROUND);
        }
        var same = after.size() == before.size() && after.containsAll(before);
        return same ? object : Metadata.with(object, meta -> meta.withFinalizers(after));
    }

    private boolean orphans(List<String> finalizers, DeleteOptions options) {
        var explicit = options.orphanDependents();
        if (explicit != null) {
            return explicit;
        }
        var policy = options.propagationPolicy();
        if (policy != null) {
            return policy.equals("Orphan");
        }
        if (finalizers.contains(ORPHAN)) {
            return true;
        }
        return !finalizers.contains(FOREGROUND) && declaration.strategy().dependents() == Strategy.Dependents.ORPHANED;
    }

    private boolean inForeground(List<String> finalizers, DeleteOptions options) {
        var explicit = options.orphanDependents();
        if (explicit != null) {
            return !explicit && declaration.strategy().dependents() == Strategy.Dependents.DELETED_FIRST;
        }
        var policy = options.propagationPolicy();
        if (policy != null) {
            return policy.equals("Foreground");
        }
        return finalizers.contains(FOREGROUND) && !finalizers.contains(ORPHAN);
    }

    private void checkPreconditions(ObjectKey key, DeleteOptions options, ObjectMeta meta) throws ApiException {
        var preconditions = options.preconditions();
        if (preconditions == null) {
            return;
        }
        var uid = preconditions.uid();
        if (uid != null && !uid.equals(meta.uid())) {
            throw preconditionFailed(
                    key, "UID", uid, meta.uid(), "The object might have been deleted and then recreated");
        }
        var version = preconditions.resourceVersion();
        if (version != null && !version.equals(meta.resourceVersion())) {
            throw preconditionFailed(
                    key, "ResourceVersion", version, meta.resourceVersion(), "The object might have been modified");
        }
    }

    /// Namespaces look themselves before the generic machine does, and have words of their own.
    private ApiException preconditionFailed(ObjectKey key, String what, String wanted, String actual, String why) {
        if (declaration.strategy().dependents() == Strategy.Dependents.DELETED_FIRST) {
            return Failures.conflict(
                    declaration.resource(),
                    key.name(),
                    "Precondition failed: " + what + " in precondition: " + wanted + ", " + what + " in object meta: "
                            + actual);
        }
        return Failures.preconditionFailed(
                declaration.resource(),
                key.name(),
                "the " + what + " in the precondition (" + wanted + ") does not match the " + what + " in record ("
                        + actual + "). " + why);
    }
}
