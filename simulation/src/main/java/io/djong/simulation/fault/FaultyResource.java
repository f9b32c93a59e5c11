package io.djong.simulation.fault;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WatchStream;
import io.djong.client.WriteOptions;

/// The verbs of one resource behind a faulty network.
record FaultyResource<T extends KubeObject>(ResourceClient<T> inner, FaultyNetwork network)
        implements ResourceClient<T> {
    private interface Call<R> {
        R perform() throws ApiException, InterruptedException;
    }

    private <R> R send(String verb, Call<R> call) throws ApiException, InterruptedException {
        var what = verb + " " + resource().plural();
        network.request(what);
        R result = call.perform();
        network.answer(what);
        return result;
    }

    @Override
    public Resource<T> resource() {
        return inner.resource();
    }

    @Override
    public T get(ObjectKey key) throws ApiException, InterruptedException {
        return send("get", () -> inner.get(key));
    }

    @Override
    public KubeList<T> list(ListQuery query) throws ApiException, InterruptedException {
        return send("list", () -> inner.list(query));
    }

    @Override
    public WatchStream<T> watch(ListQuery query) throws ApiException, InterruptedException {
        network.request("watch " + resource().plural());
        var watch = new FaultyWatch<>(inner.watch(query), network);
        network.opened(watch);
        return watch;
    }

    @Override
    public T create(T object, WriteOptions options) throws ApiException, InterruptedException {
        return send("create", () -> inner.create(object, options));
    }

    @Override
    public T update(T object, WriteOptions options) throws ApiException, InterruptedException {
        return send("update", () -> {
            network.write(resource(), object);
            return inner.update(object, options);
        });
    }

    @Override
    public T updateStatus(T object) throws ApiException, InterruptedException {
        return send("update status of", () -> {
            network.write(resource(), object);
            return inner.updateStatus(object);
        });
    }

    @Override
    public T patch(ObjectKey key, String subresource, PatchType type, byte[] body, WriteOptions options)
            throws ApiException, InterruptedException {
        return send("patch", () -> inner.patch(key, subresource, type, body, options));
    }

    @Override
    public void delete(ObjectKey key, DeleteOptions options) throws ApiException, InterruptedException {
        send("delete", () -> {
            inner.delete(key, options);
            return true;
        });
    }

    @Override
    public void deleteCollection(ListQuery query, DeleteOptions options) throws ApiException, InterruptedException {
        send("delete all", () -> {
            inner.deleteCollection(query, options);
            return true;
        });
    }

    @Override
    public <S extends ApiObject> S getSubresource(ObjectKey key, String subresource, KubeType<S> type)
            throws ApiException, InterruptedException {
        return send("get " + subresource + " of", () -> inner.getSubresource(key, subresource, type));
    }

    @Override
    public <B extends ApiObject, S extends ApiObject> S createSubresource(
            ObjectKey key, String subresource, B body, KubeType<S> resultType)
            throws ApiException, InterruptedException {
        return send("create " + subresource + " of", () -> inner.createSubresource(key, subresource, body, resultType));
    }

    @Override
    public <S extends ApiObject> S updateSubresource(ObjectKey key, String subresource, S body)
            throws ApiException, InterruptedException {
        return send("update " + subresource + " of", () -> {
            if (body instanceof KubeObject object) {
                network.write(resource(), object);
            }
            return inner.updateSubresource(key, subresource, body);
        });
    }
}
