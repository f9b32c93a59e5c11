package io.djong.client;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.DeleteOptions;

/// The verbs of one resource. Obtained from a [KubeClient], whose contract holds here; cheap to make and to
/// keep.
public interface ResourceClient<T extends KubeObject> {
    /// Which resource this is.
    Resource<T> resource();

    /// Reads one object, the most recent committed state.
    ///
    /// @throws ApiException.Refused `NotFound` when there is none
    T get(ObjectKey key) throws ApiException, InterruptedException;

    /// Reads one object by namespace ("" when cluster-scoped) and name.
    default T get(String namespace, String name) throws ApiException, InterruptedException {
        return get(new ObjectKey(namespace, name));
    }

    /// Reads one page; its metadata has the resource version from which to watch, and the token of the next
    /// page.
    KubeList<T> list(ListQuery query) throws ApiException, InterruptedException;

    /// Opens a watch. Returns when the server has accepted it; events follow by [WatchStream#next].
    WatchStream<T> watch(ListQuery query) throws ApiException, InterruptedException;

    /// Creates the object in the namespace of its metadata; a name may be left to the server by `generateName`.
    ///
    /// @return what was stored
    default T create(T object) throws ApiException, InterruptedException {
        return create(object, WriteOptions.NONE);
    }

    /// Creates the object; see [#create(KubeObject)].
    T create(T object, WriteOptions options) throws ApiException, InterruptedException;

    /// Replaces the object. With a resource version in its metadata only if the stored one still has it, else
    /// `Conflict`.
    default T update(T object) throws ApiException, InterruptedException {
        return update(object, WriteOptions.NONE);
    }

    /// Replaces the object; see [#update(KubeObject)].
    T update(T object, WriteOptions options) throws ApiException, InterruptedException;

    /// Replaces the object's status; the rest of it is ignored but for the resource version, which is checked.
    T updateStatus(T object) throws ApiException, InterruptedException;

    /// Patches the object, or its subresource.
    ///
    /// @param subresource "" for the object itself, else `status`, `scale` …
    /// @param body in the form that `type` names; JSON
    T patch(ObjectKey key, String subresource, PatchType type, byte[] body, WriteOptions options)
            throws ApiException, InterruptedException;

    /// Patches the object itself.
    default T patch(ObjectKey key, PatchType type, byte[] body) throws ApiException, InterruptedException {
        return patch(key, "", type, body, WriteOptions.NONE);
    }

    /// Asks for the object's deletion. Gone at once, or marked (deletionTimestamp) when finalizers or a grace
    /// period hold it.
    void delete(ObjectKey key, DeleteOptions options) throws ApiException, InterruptedException;

    /// Asks for the object's deletion with the server's defaults.
    default void delete(ObjectKey key) throws ApiException, InterruptedException {
        delete(key, DeleteOptions.EMPTY);
    }

    /// Deletes everything that the query selects, one by one: others may see a part of it.
    void deleteCollection(ListQuery query, DeleteOptions options) throws ApiException, InterruptedException;

    /// Reads a subresource that has a type of its own (`scale`).
    <S extends ApiObject> S getSubresource(ObjectKey key, String subresource, KubeType<S> type)
            throws ApiException, InterruptedException;

    /// Posts to a subresource (`binding`, `eviction`, `token`).
    ///
    /// @param resultType what the server answers with; may differ from the body's (a binding is answered by a
    ///     `Status`)
    <B extends ApiObject, S extends ApiObject> S createSubresource(
            ObjectKey key, String subresource, B body, KubeType<S> resultType)
            throws ApiException, InterruptedException;

    /// Replaces a subresource that has a type of its own (`scale`), or that takes the object itself
    /// (`approval`, `finalize`).
    <S extends ApiObject> S updateSubresource(ObjectKey key, String subresource, S body)
            throws ApiException, InterruptedException;
}
