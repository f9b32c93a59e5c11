package io.djong.apiserver.resource;

import io.djong.api.json.JsonObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.autoscaling.v1.Scale;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.admission.AdmissionChain;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.CacheSpace;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.fields.FieldTracking;
import io.djong.apiserver.fields.ScaleTracking;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.store.Store;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The verbs of one persisted resource over objects of its hub version. HTTP and loopback both end here.
///
/// @param <T> the hub type
public final class ObjectStore<T extends KubeObject> {
    private final ResourceDeclaration<T> declaration;
    private final ResourceCache<T> cache;
    private final CacheSpace space;
    private final Persistence<T> persistence;
    private final FieldTracking<T> fields;
    private final Creation<T> creation;
    private final Update<T> update;
    private final Deletion<T> deletion;
    private final AdmissionChain admission;

    /// @param cache of the same resource, one of `space`'s
    /// @param validation the rules as this server is configured
    public ObjectStore(
            Environment environment,
            ResourceDeclaration<T> declaration,
            ResourceCache<T> cache,
            CacheSpace space,
            Store store,
            AdmissionChain admission,
            Validation validation) {
        this.declaration = declaration;
        this.cache = cache;
        this.space = space;
        this.admission = admission;
        this.persistence = new Persistence<>(declaration, cache, space, store);
        this.fields = tracking(declaration);
        this.creation = new Creation<>(declaration, persistence, admission, validation, fields, environment.random());
        this.deletion = new Deletion<>(declaration, persistence);
        this.update = new Update<>(declaration, persistence, admission, validation, fields, creation, deletion);
    }

    private static <T extends KubeObject> FieldTracking<T> tracking(ResourceDeclaration<T> declaration) {
        var fields = FieldTracking.of(declaration.resource(), declaration.strategy()::tracked);
        for (var version : declaration.alternates()) {
            fields = version.tracked(fields);
        }
        return fields;
    }

    /// What the resource declares.
    public ResourceDeclaration<T> declaration() {
        return declaration;
    }

    /// The cache, for lists and watches.
    public ResourceCache<T> cache() {
        return cache;
    }

    /// All caches.
    public CacheSpace space() {
        return space;
    }

    /// Waits until all acknowledged writes can be read from the cache.
    public void awaitCurrent() throws ApiException, InterruptedException {
        persistence.awaitCurrent();
    }

    /// The object as last written.
    ///
    /// @throws ApiException NotFound when there is none
    public T get(ObjectKey key) throws ApiException, InterruptedException {
        return entry(key).object();
    }

    /// The object as last written, with its stored form.
    ///
    /// @throws ApiException NotFound when there is none
    public CacheEntry<T> entry(ObjectKey key) throws ApiException, InterruptedException {
        return entry(key, declaration.resource());
    }

    /// The object as last written, with its stored form.
    ///
    /// @param asked the version of the resource that a refusal names
    /// @throws ApiException NotFound when there is none
    public CacheEntry<T> entry(ObjectKey key, Resource<?> asked) throws ApiException, InterruptedException {
        persistence.awaitCurrent();
        var entry = cache.get(Persistence.cacheKey(key));
        if (entry == null) {
            throw Failures.notFound(asked, key.name());
        }
        return entry;
    }

    /// Creates the object: mutating admission, preparation, validation, validating admission, write.
    ///
    /// @param object decoded and defaulted, in the request's namespace
    public T create(T object, OperationContext context) throws ApiException, InterruptedException {
        return creation.create(object, context);
    }

    /// Creates the object together with others; see [JointCreation#addMissing].
    void join(JointCreation joint, T object) throws ApiException, InterruptedException {
        creation.join(joint, object);
    }

    /// Replaces an object.
    ///
    /// @param key what is replaced
    /// @param view the main resource or one of its views
    /// @param change makes the new view of the current one; called again after a conflict if it does not
    ///     depend on a version
    public <S extends KubeObject> Updated<S> update(
            ObjectKey key, Subresource.View<T, S> view, Change<S> change, OperationContext context)
            throws ApiException, InterruptedException {
        return update.update(key, view, change, context);
    }

    /// What an apply makes of an object.
    ///
    /// @param live null for one that does not exist yet
    /// @param config what is wanted, in the version of the context
    /// @param view through which it is applied; "" for the resource itself
    public T applied(@Nullable T live, JsonObject config, String view, OperationContext context) throws ApiException {
        return fields.applied(live, config, view, context);
    }

    /// What an apply makes of a scale.
    ///
    /// @param tracked the scale as it is, with those that manage it
    public Scale appliedScale(Scale tracked, JsonObject config, OperationContext context) throws ApiException {
        return ScaleTracking.applied(tracked, config, context);
    }

    /// The main resource as a view, for [#update].
    public Subresource.View<T, T> main() {
        return update.main();
    }

    /// Deletes an object, or marks it when a grace period or finalizers hold it.
    public Deletion.Result<T> delete(ObjectKey key, DeleteOptions options, OperationContext context)
            throws ApiException, InterruptedException {
        var current = get(key);
        admission.validate(new AdmissionRequest(
                Operation.DELETE, declaration.resource(), "", key.namespace(), key.name(), null, current, context));
        return deletion.delete(key, options, context);
    }

    /// Asks for something below an object; admission sees its body as something that is created.
    public <B extends KubeObject> Object perform(
            Subresource.Action<T, B> action, ObjectKey key, B body, OperationContext context)
            throws ApiException, InterruptedException {
        var request = new AdmissionRequest(
                Operation.CREATE,
                declaration.resource(),
                action.name(),
                key.namespace(),
                key.name(),
                body,
                null,
                context);
        persistence.awaitCurrent(); // for admission reads the caches
        var admitted = admission.mutate(request, body);
        admission.validate(request.withObject(admitted));
        return action.perform(key, admitted, context);
    }

    /// How an update or patch makes the new object.
    ///
    /// @param <S> the type of the view
    public interface Change<S extends KubeObject> {
        /// The new view.
        ///
        /// @param current null when the object does not exist and may be created by this update
        S apply(@Nullable S current) throws ApiException;

        /// The uid that the stored object must have; "" for any. A replacement's own uid is such a
        /// precondition, a patch's is not.
        default String uid() {
            return "";
        }

        /// Whether it is applied again when somebody else writes meanwhile.
        boolean retriable();

        /// Whether the new view carries its managed fields already, or nobody manages what changes.
        default boolean carriesManagedFields() {
            return false;
        }

        /// Whether it makes an object that does not exist, whatever the resource allows updates to do.
        default boolean createsMissing() {
            return false;
        }

        /// The same change to another form of the object.
        ///
        /// @param to this form, from the other
        /// @param back the other form, from this one
        default <T extends KubeObject> Change<T> through(Function<T, S> to, Function<S, T> back) {
            return new Change<>() {
                @Override
                public T apply(@Nullable T current) throws ApiException {
                    return back.apply(Change.this.apply(current == null ? null : to.apply(current)));
                }

                @Override
                public String uid() {
                    return Change.this.uid();
                }

                @Override
                public boolean retriable() {
                    return Change.this.retriable();
                }
            };
        }
    }

    /// The outcome of an update.
    ///
    /// @param created whether the object did not exist before
    public record Updated<S extends KubeObject>(S view, boolean created) {}
}
