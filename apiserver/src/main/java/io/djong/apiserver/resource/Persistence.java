package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.CacheSpace;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import io.djong.store.Commit;
import io.djong.store.Expect;
import io.djong.store.Provenance;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.Write;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Load and compare-and-write of one resource's objects: the only place where the API server touches the
/// store.
final class Persistence<T extends KubeObject> {
    /// How long a read waits for the cache to reach the store.
    private static final Duration FRESHNESS_LIMIT = Duration.ofSeconds(3);

    private final ResourceDeclaration<T> declaration;
    private final ResourceCache<T> cache;
    private final CacheSpace space;
    private final Store store;

    Persistence(ResourceDeclaration<T> declaration, ResourceCache<T> cache, CacheSpace space, Store store) {
        this.declaration = declaration;
        this.cache = cache;
        this.space = space;
        this.store = store;
    }

    /// What was read of an object: its entry's revision is what a write compares with.
    @SuppressWarnings("ArrayRecordComponent") // shared, never changed, never compared
    record Loaded<T extends KubeObject>(T object, byte[] stored, long revision) {}

    /// Waits until all acknowledged writes can be read from the cache.
    void awaitCurrent() throws ApiException, InterruptedException {
        try {
            var failure = space.failure();
            if (failure != null) {
                throw failed(failure);
            }
            if (!space.awaitCurrent(FRESHNESS_LIMIT)) {
                throw Failures.timeout("Timeout: the cache did not reach the store's revision in time", 1);
            }
        } catch (StoreException e) {
            throw failed(e);
        }
    }

    /// The object as last written; null when there is none.
    @Nullable
    Loaded<T> load(ObjectKey key) throws ApiException, InterruptedException {
        awaitCurrent();
        var entry = cache.get(cacheKey(key));
        return entry == null ? null : loaded(entry);
    }

    /// Writes a new object.
    ///
    /// @return the object with its resource version; null when the name is taken
    @Nullable
    T insert(ObjectKey key, T object, OperationContext context) throws ApiException, InterruptedException {
        var committed = put(key, object, Expect.absent(), context);
        return committed instanceof Commit.Done done ? cache.codec().at(object, done.revision()) : null;
    }

    /// Has a new object written together with others.
    void join(JointCreation joint, ObjectKey key, Reservation<T> reservation) {
        var storeKey = storeKey(key);
        var object = reservation.object();
        var bytes = cache.codec().encode(object);
        space.handOver(storeKey, bytes, object);
        joint.add(
                new Write.Put(storeKey, bytes, Expect.absent(), declaration.expiry()),
                reservation,
                () -> space.takeBack(storeKey));
    }

    /// Writes over what was loaded. An object that is stored with the same bytes is not written.
    ///
    /// @return the object with its resource version; null when somebody else has written since
    @Nullable
    T replace(ObjectKey key, Loaded<T> over, T object, OperationContext context)
            throws ApiException, InterruptedException {
        var bytes = cache.codec().encode(object);
        if (Arrays.equals(bytes, over.stored()) && declaration.expiry() == null) {
            return over.object();
        }
        var committed = put(key, object, bytes, Expect.modRevision(over.revision()), context);
        return committed instanceof Commit.Done done ? cache.codec().at(object, done.revision()) : null;
    }

    /// Removes what was loaded.
    ///
    /// @return the object at the revision of its deletion; null when somebody else has written since
    @Nullable
    T remove(ObjectKey key, Loaded<T> loaded, OperationContext context) throws ApiException, InterruptedException {
        var committed =
                commit(List.of(new Write.Delete(storeKey(key), Expect.modRevision(loaded.revision()))), context);
        return committed instanceof Commit.Done done ? cache.codec().at(loaded.object(), done.revision()) : null;
    }

    /// Key in the store.
    String storeKey(ObjectKey key) {
        return cache.prefix() + cacheKey(key);
    }

    private Commit put(ObjectKey key, T object, Expect expect, OperationContext context)
            throws ApiException, InterruptedException {
        return put(key, object, cache.codec().encode(object), expect, context);
    }

    private Commit put(ObjectKey key, T object, byte[] bytes, Expect expect, OperationContext context)
            throws ApiException, InterruptedException {
        var storeKey = storeKey(key);
        space.handOver(storeKey, bytes, object);
        Commit committed = null;
        try {
            committed = commit(List.of(new Write.Put(storeKey, bytes, expect, declaration.expiry())), context);
            return committed;
        } finally {
            if (!(committed instanceof Commit.Done)) {
                space.takeBack(storeKey);
            }
        }
    }

    private Commit commit(List<Write> writes, OperationContext context) throws ApiException, InterruptedException {
        try {
            return store.commit(writes, provenance(context));
        } catch (StoreException e) {
            throw failed(e);
        }
    }

    /// Who writes, for the engines that keep it.
    static Provenance provenance(OperationContext context) {
        return new Provenance(context.user().name(), context.options().fieldManager(), context.requestId());
    }

    private Loaded<T> loaded(CacheEntry<T> entry) {
        return new Loaded<>(entry.object(), entry.stored(), entry.revision());
    }

    static String cacheKey(ObjectKey key) {
        return key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name();
    }

    /// The refusal that a fault of the store becomes.
    static ApiException failed(StoreException e) {
        return switch (e) {
            case StoreException.Compacted compacted ->
                Failures.expired("The resourceVersion for the provided list is too old.");
            case StoreException.FutureRevision future -> Failures.timeout(String.valueOf(e.getMessage()), 1);
            case StoreException.TooLarge large ->
                Failures.tooLarge("Request entity too large: limit is " + large.limit());
            case StoreException.Unavailable unavailable -> Failures.internal(String.valueOf(e.getMessage()));
            case StoreException.Full full -> Failures.internal(String.valueOf(e.getMessage()));
            case StoreException.Incompatible incompatible -> Failures.internal(String.valueOf(e.getMessage()));
            case StoreException.Corrupt corrupt -> Failures.internal(String.valueOf(e.getMessage()));
            case StoreException.Uncertain uncertain -> Failures.timeout(String.valueOf(e.getMessage()), 1);
        };
    }
}
