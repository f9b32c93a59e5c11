package io.djong.client;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.PartialObjectMetadata;

/// The port to an API server, as one user. Everything in Djong that reads or changes the cluster's objects does
/// so by this interface; it does not show whether the server is in this process or far away.
///
/// ## Promises
/// - Objects are immutable, and may be shared with others in this process. The same reference means: unchanged.
/// - A call returns when the server has answered. A write that returned is durable on the server.
/// - What the server refuses is [ApiException.Refused] with the server's `Status`. No answer, or half of one,
///   is [ApiException.Unreachable]; then the outcome of a write is *unknown*: read before trying again.
/// - Reads by [ResourceClient#get] and by [ListQuery#ALL] see every write that returned before they began.
///   Reads with `resourceVersion=0` may be older, informers always are.
/// - A watch delivers each change after its resource version once, in order, or fails with code 410.
/// - 429 and 503 with `Retry-After` are retried a few times inside a call; nothing else is.
/// - Any number of threads may call. Calls block; they belong on virtual threads. An interrupt ends a waiting
///   call with `InterruptedException` (and leaves the outcome of a write unknown).
///
/// ## Non-promises
/// - No order between calls of different threads, no transactions over several objects.
/// - No client-side validation: the server is the judge.
///
/// ## Example
/// ```java
/// ResourceClient<ConfigMap> maps = client.of(CoreV1.CONFIG_MAPS);
/// ConfigMap map = maps.get("demo", "colours");
/// try {
///     maps.update(map.withData(Map.of("sky", "blue")));   // carries the version that was read
/// } catch (ApiException e) {
///     if (!e.isConflict()) throw e;                        // somebody was faster: read again, decide again
/// }
/// ```
/// What has to follow the cluster's state does not poll with this: see [io.djong.client.informer.Informer], and
/// [io.djong.client.reconcile.Reconciler] for what acts on it.
public interface KubeClient {
    /// The verbs of a resource. Constants such as `CoreV1.PODS` name the built-in ones; a resource of
    /// `DynamicObject` works for everything that the server serves, by JSON.
    <T extends KubeObject> ResourceClient<T> of(Resource<T> resource);

    /// The same resource, of which only the metadata is transferred: get, list, watch, patch and delete; other
    /// verbs are refused with `UnsupportedOperationException`. For what follows all kinds, such as the garbage
    /// collector.
    ResourceClient<PartialObjectMetadata> metadata(Resource<?> resource);

    /// A request that is not about a resource. Any status is an answer.
    RawResponse raw(RawRequest request) throws ApiException, InterruptedException;

    /// Whether informers should begin with a streaming list. True for a client of a distant server; in one
    /// process a list is a pointer, and cheaper.
    default boolean prefersStreamingLists() {
        return false;
    }
}
