package io.djong.apiserver.loopback;

import io.djong.api.defaults.Defaults;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.verbs.PatchBody;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WatchStream;
import io.djong.client.WriteOptions;

/// A resource in a version that is not the stored one (`events.k8s.io/v1` events): the stored version's verbs
/// behind a conversion in both directions, authorised by this version's group.
final class LoopbackVersion<H extends KubeObject, V extends KubeObject> implements ResourceClient<V> {
    private final ApiCore core;
    private final User user;
    private final LoopbackResource<H> hub;
    private final AlternateVersion<H, V> version;

    LoopbackVersion(ApiCore core, User user, Resource<H> stored, AlternateVersion<H, V> version) {
        this.core = core;
        this.user = user;
        this.hub = new LoopbackResource<>(core, user, stored, version.resource());
        this.version = version;
    }

    @Override
    public Resource<V> resource() {
        return version.resource();
    }

    @Override
    public V get(ObjectKey key) throws ApiException, InterruptedException {
        return version.fromHub().apply(hub.get(key));
    }

    @Override
    public KubeList<V> list(ListQuery query) throws ApiException, InterruptedException {
        var list = hub.list(query);
        var items = list.items().stream().map(version.fromHub()).toList();
        return new ItemList<>(list.metadata(), items, version.resource().type());
    }

    @Override
    public WatchStream<V> watch(ListQuery query) throws ApiException, InterruptedException {
        return new MappedWatch<>(hub.watch(query), version.fromHub());
    }

    @Override
    public V create(V object, WriteOptions options) throws ApiException, InterruptedException {
        return version.fromHub().apply(hub.create(toHub(object), options));
    }

    @Override
    public V update(V object, WriteOptions options) throws ApiException, InterruptedException {
        return version.fromHub().apply(hub.update(toHub(object), options));
    }

    @Override
    public V updateStatus(V object) throws ApiException, InterruptedException {
        return version.fromHub().apply(hub.updateStatus(toHub(object)));
    }

    private H toHub(V object) {
        return version.toHub().apply(Defaults.apply(object));
    }

    @Override
    public V patch(ObjectKey key, String subresource, PatchType type, byte[] body, WriteOptions options)
            throws ApiException, InterruptedException {
        var context = core.context(user, options)
                .withApiVersion(resource().groupVersion().toString());
        var inVersion = PatchBody.of(type, body).change(resource().type(), resource(), key, context);
        return version.fromHub()
                .apply(hub.patch(key, subresource, inVersion.through(version.fromHub(), version.toHub()), context));
    }

    @Override
    public void delete(ObjectKey key, DeleteOptions options) throws ApiException, InterruptedException {
        hub.delete(key, options);
    }

    @Override
    public void deleteCollection(ListQuery query, DeleteOptions options) throws ApiException, InterruptedException {
        hub.deleteCollection(query, options);
    }

    @Override
    public <S extends ApiObject> S getSubresource(ObjectKey key, String subresource, KubeType<S> type)
            throws ApiException, InterruptedException {
        if (type.equals(resource().type())) {
            var object = hub.getSubresource(key, subresource, hub.resource().type());
            return type.javaClass().cast(version.fromHub().apply(object));
        }
        return hub.getSubresource(key, subresource, type);
    }

    @Override
    public <B extends ApiObject, S extends ApiObject> S createSubresource(
            ObjectKey key, String subresource, B body, KubeType<S> resultType)
            throws ApiException, InterruptedException {
        return hub.createSubresource(key, subresource, body, resultType);
    }

    @Override
    @SuppressWarnings("unchecked") // the types are compared
    public <S extends ApiObject> S updateSubresource(ObjectKey key, String subresource, S body)
            throws ApiException, InterruptedException {
        if (body.kubeType().equals(resource().type())) {
            var updated = hub.updateSubresource(key, subresource, toHub((V) body));
            return (S) version.fromHub().apply(updated);
        }
        return hub.updateSubresource(key, subresource, body);
    }
}
