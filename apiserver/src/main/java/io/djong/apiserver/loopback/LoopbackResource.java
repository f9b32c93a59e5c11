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
import io.djong.apiserver.core.ServedKind;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ActionResource;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.Subresource;
import io.djong.apiserver.verbs.ApplyBody;
import io.djong.apiserver.verbs.PatchBody;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WatchStream;
import io.djong.client.WriteOptions;
import org.jspecify.annotations.Nullable;

/// The verbs of one resource, called directly.
final class LoopbackResource<T extends KubeObject> implements ResourceClient<T> {
    private final ApiCore core;
    private final User user;
    private final Resource<T> resource;
    private final Resource<?> named;
    private final Access access;

    LoopbackResource(ApiCore core, User user, Resource<T> resource) {
        this(core, user, resource, resource);
    }

    /// @param named in which version it is asked: another group may be authorised otherwise, and manages
    ///     its own fields
    LoopbackResource(ApiCore core, User user, Resource<T> resource, Resource<?> named) {
        this.core = core;
        this.user = user;
        this.resource = resource;
        this.named = named;
        this.access = new Access(core.authorizer(), user, named);
    }

    @Override
    public Resource<T> resource() {
        return resource;
    }

    @Override
    public T get(ObjectKey key) throws ApiException, InterruptedException {
        access.require("get", "", key.namespace(), key.name());
        return kind().objects().get(key);
    }

    @Override
    public KubeList<T> list(ListQuery query) throws ApiException, InterruptedException {
        access.require("list", query);
        var kind = kind();
        return new Reading<>(core, kind, named.groupVersion()).list(query);
    }

    @Override
    public WatchStream<T> watch(ListQuery query) throws ApiException, InterruptedException {
        access.require("watch", query);
        return new Reading<>(core, kind(), named.groupVersion()).watch(query);
    }

    @Override
    @SuppressWarnings("unchecked") // an action answers with its own type
    public T create(T object, WriteOptions options) throws ApiException, InterruptedException {
        access.require("create", "", object.metadata().namespace(), "");
        var context = context(options);
        var action = core.action(resource);
        if (action != null) {
            return ((ActionResource<T>) action).create(Defaults.apply(object), context);
        }
        return kind().objects().create(Defaults.apply(object), context);
    }

    @Override
    public T update(T object, WriteOptions options) throws ApiException, InterruptedException {
        var key = key(object);
        access.require("update", "", key.namespace(), key.name());
        var objects = kind().objects();
        return objects.update(key, objects.main(), replacement(Defaults.apply(object)), context(options))
                .view();
    }

    @Override
    public T updateStatus(T object) throws ApiException, InterruptedException {
        return updateSubresource(key(object), "status", object);
    }

    @Override
    public T patch(ObjectKey key, String subresource, PatchType type, byte[] body, WriteOptions options)
            throws ApiException, InterruptedException {
        var context = context(options);
        if (type == PatchType.APPLY) {
            return apply(key, subresource, body, context);
        }
        return patch(
                key, subresource, PatchBody.of(type, body).change(resource.type(), resource, key, context), context);
    }

    private T apply(ObjectKey key, String subresource, byte[] body, OperationContext context)
            throws ApiException, InterruptedException {
        var objects = kind().objects();
        Subresource.View<T, T> view = subresource.isEmpty() ? objects.main() : Views.own(objects, subresource);
        var change = ApplyBody.read(body)
                .<T>change(
                        objects,
                        key,
                        context,
                        (current, config) -> objects.applied(current, config, view.name(), context),
                        () -> access.require("create", subresource, key.namespace(), key.name()));
        return patch(key, subresource, change, context);
    }

    /// Patches by a change that was made of a body, perhaps in another version.
    T patch(ObjectKey key, String subresource, ObjectStore.Change<T> change, OperationContext context)
            throws ApiException, InterruptedException {
        access.require("patch", subresource, key.namespace(), key.name());
        var objects = kind().objects();
        Subresource.View<T, T> view = subresource.isEmpty() ? objects.main() : Views.own(objects, subresource);
        return objects.update(key, view, change, context).view();
    }

    @Override
    public void delete(ObjectKey key, DeleteOptions options) throws ApiException, InterruptedException {
        access.require("delete", "", key.namespace(), key.name());
        kind().objects().delete(key, options, deletion(options));
    }

    @Override
    public void deleteCollection(ListQuery query, DeleteOptions options) throws ApiException, InterruptedException {
        access.require("deletecollection", query);
        var kind = kind();
        for (var object :
                new Reading<>(core, kind, named.groupVersion()).list(query).items()) {
            try {
                kind.objects().delete(key(object), options, deletion(options));
            } catch (ApiException e) {
                if (!e.isNotFound()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public <S extends ApiObject> S getSubresource(ObjectKey key, String subresource, KubeType<S> type)
            throws ApiException, InterruptedException {
        access.require("get", subresource, key.namespace(), key.name());
        var objects = kind().objects();
        return type.javaClass().cast(Views.find(objects, subresource).read(objects.get(key)));
    }

    @Override
    public <B extends ApiObject, S extends ApiObject> S createSubresource(
            ObjectKey key, String subresource, B body, KubeType<S> resultType)
            throws ApiException, InterruptedException {
        access.require("create", subresource, key.namespace(), key.name());
        var answer = Views.perform(kind().objects(), subresource, key, body, context(WriteOptions.NONE));
        return resultType.javaClass().cast(answer);
    }

    @Override
    public <S extends ApiObject> S updateSubresource(ObjectKey key, String subresource, S body)
            throws ApiException, InterruptedException {
        access.require("update", subresource, key.namespace(), key.name());
        return Views.update(kind().objects(), subresource, key, body, context(WriteOptions.NONE));
    }

    private ServedKind<T> kind() throws ApiException {
        if (!core.serves(named)) {
            throw Failures.notServed();
        }
        return core.kind(resource);
    }

    private OperationContext context(WriteOptions options) {
        return core.context(user, options).withApiVersion(named.groupVersion().toString());
    }

    private OperationContext deletion(DeleteOptions options) {
        return context(options.dryRun().isEmpty() ? WriteOptions.NONE : WriteOptions.DRY_RUN);
    }

    private static ObjectKey key(KubeObject object) {
        return new ObjectKey(object.metadata().namespace(), object.metadata().name());
    }

    /// A change that replaces whatever is there; without a resource version also what others have just
    /// written.
    static <S extends KubeObject> ObjectStore.Change<S> replacement(S object) {
        return new ObjectStore.Change<>() {
            @Override
            public S apply(@Nullable S current) {
                return object;
            }

            @Override
            public String uid() {
                return object.metadata().uid();
            }

            @Override
            public boolean retriable() {
                return object.metadata().resourceVersion().isEmpty();
            }
        };
    }
}
