package io.djong.apiserver.loopback;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;

/// Finds a resource's subresources by name and type.
final class Views {
    private Views() {}

    /// The view of that name.
    static <T extends KubeObject> Subresource.View<T, ?> find(ObjectStore<T> objects, String name) throws ApiException {
        for (var subresource : objects.declaration().subresources()) {
            if (subresource.name().equals(name) && subresource instanceof Subresource.View<T, ?> view) {
                return view;
            }
        }
        throw Failures.notServed();
    }

    /// The view of that name, which has the resource's own type.
    @SuppressWarnings("unchecked") // the types are compared
    static <T extends KubeObject> Subresource.View<T, T> own(ObjectStore<T> objects, String name) throws ApiException {
        var view = find(objects, name);
        if (!view.type().equals(objects.declaration().resource().type())) {
            throw Failures.notServed();
        }
        return (Subresource.View<T, T>) view;
    }

    /// Replaces a view.
    static <T extends KubeObject, S extends ApiObject> S update(
            ObjectStore<T> objects, String name, ObjectKey key, S body, OperationContext context)
            throws ApiException, InterruptedException {
        return updated(objects, find(objects, name), key, body, context);
    }

    @SuppressWarnings("unchecked") // the types are compared
    private static <T extends KubeObject, V extends KubeObject, S extends ApiObject> S updated(
            ObjectStore<T> objects, Subresource.View<T, V> view, ObjectKey key, S body, OperationContext context)
            throws ApiException, InterruptedException {
        if (!view.type().equals(body.kubeType())) {
            throw Failures.badRequest(view.name() + " takes a " + view.type().kind() + ", not a " + body.kind());
        }
        var change = LoopbackResource.replacement((V) body);
        return (S) objects.update(key, view, change, context).view();
    }

    /// Performs an action.
    static <T extends KubeObject> Object perform(
            ObjectStore<T> objects, String name, ObjectKey key, ApiObject body, OperationContext context)
            throws ApiException, InterruptedException {
        for (var subresource : objects.declaration().subresources()) {
            if (subresource.name().equals(name) && subresource instanceof Subresource.Action<T, ?> action) {
                return performed(objects, action, key, body, context);
            }
        }
        throw Failures.notServed();
    }

    @SuppressWarnings("unchecked") // the types are compared
    private static <T extends KubeObject, B extends KubeObject> Object performed(
            ObjectStore<T> objects,
            Subresource.Action<T, B> action,
            ObjectKey key,
            ApiObject body,
            OperationContext context)
            throws ApiException, InterruptedException {
        if (!action.type().equals(body.kubeType())) {
            throw Failures.badRequest(
                    action.name() + " takes a " + action.type().kind() + ", not a " + body.kind());
        }
        return objects.perform(action, key, (B) body, context);
    }
}
