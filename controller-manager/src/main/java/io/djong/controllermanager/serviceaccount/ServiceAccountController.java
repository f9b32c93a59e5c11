package io.djong.controllermanager.serviceaccount;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.lifecycle.Service;
import io.djong.client.ApiException;
import io.djong.client.ResourceClient;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.context.ControllerContext;

/// The door, and, as there is nothing to plan, the reconciler of a namespace's name.
public final class ServiceAccountController implements Reconciler<String> {
    private static final String NAME = "default";

    private final Lister<Namespace> namespaces;
    private final Lister<ServiceAccount> accounts;
    private final ResourceClient<ServiceAccount> client;

    private ServiceAccountController(
            ControllerContext context, Lister<Namespace> namespaces, Lister<ServiceAccount> accounts) {
        this.namespaces = namespaces;
        this.accounts = accounts;
        this.client = context.client().of(CoreV1.SERVICE_ACCOUNTS);
    }

    /// The controller, not started.
    public static Service create(ControllerContext context) {
        var namespaces = context.informers().informer(CoreV1.NAMESPACES);
        var accounts = context.informers().informer(CoreV1.SERVICE_ACCOUNTS);
        var reconciler = new ServiceAccountController(context, namespaces.lister(), accounts.lister());
        var controller = new Controller<>(
                        ControllerOptions.<String>of("serviceaccount", 1),
                        context.environment(),
                        context.metrics(),
                        reconciler)
                .waitFor(namespaces, accounts);
        namespaces.addHandler(controller.<Namespace>enqueueing(
                namespace -> namespace.metadata().name()));
        accounts.addHandler(new Deletions(controller));
        return controller;
    }

    @Override
    public Next reconcile(String name) throws ApiException, InterruptedException {
        Namespace namespace = namespaces.get("", name);
        if (namespace == null || !namespace.status().phase().equals("Active")) return Next.onChange();
        if (accounts.get(new ObjectKey(name, NAME)) != null) return Next.onChange();
        try {
            client.create(ServiceAccount.EMPTY.withMetadata(
                    ObjectMeta.EMPTY.withNamespace(name).withName(NAME)));
        } catch (ApiException e) {
            if (!e.isAlreadyExists() && !e.hasCause("NamespaceTerminating")) throw e;
        }
        return Next.onChange();
    }

    private record Deletions(Controller<String> controller) implements Handler<ServiceAccount> {
        @Override
        public void added(ServiceAccount account, boolean initial) {}

        @Override
        public void updated(ServiceAccount before, ServiceAccount after) {}

        @Override
        public void deleted(ServiceAccount last) {
            if (last.metadata().name().equals(NAME))
                controller.add(last.metadata().namespace());
        }
    }
}
