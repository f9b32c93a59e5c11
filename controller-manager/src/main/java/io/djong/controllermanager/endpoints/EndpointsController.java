package io.djong.controllermanager.endpoints;

import io.djong.api.meta.ObjectKey;
import io.djong.api.selector.Selector;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.client.ApiException;
import io.djong.client.ResourceClient;
import io.djong.client.events.EventRecorder;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.podcontrol.WrittenVersions;
import io.djong.controllermanager.servicepods.ServiceMembership;
import io.djong.controllermanager.servicepods.TriggerTimes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The door and the reconciler of a Service's Endpoints.
public final class EndpointsController implements Reconciler<ObjectKey> {
    private static final int ATTEMPTS_MAX = 15;

    private final Lister<Service> services;
    private final Lister<Pod> pods;
    private final Lister<Endpoints> endpoints;
    private final ResourceClient<Endpoints> client;
    private final EventRecorder events;
    private final TriggerTimes triggerTimes = new TriggerTimes();
    private final WrittenVersions written = new WrittenVersions();

    private EndpointsController(
            ControllerContext context, Lister<Service> services, Lister<Pod> pods, Lister<Endpoints> endpoints) {
        this.services = services;
        this.pods = pods;
        this.endpoints = endpoints;
        this.client = context.client().of(CoreV1.ENDPOINTS);
        this.events = context.events();
    }

    /// The controller, not started.
    public static io.djong.base.lifecycle.Service create(ControllerContext context, EndpointsOptions options) {
        var services = context.informers().informer(CoreV1.SERVICES);
        var pods = context.informers().informer(CoreV1.PODS);
        var endpoints = context.informers().informer(CoreV1.ENDPOINTS);
        var reconciler = new EndpointsController(context, services.lister(), pods.lister(), endpoints.lister());
        var controller = new Controller<>(
                        ControllerOptions.<ObjectKey>of("endpoint", options.workers())
                                .withAttemptsMax(ATTEMPTS_MAX),
                        context.environment(),
                        context.metrics(),
                        reconciler)
                .waitFor(services, pods, endpoints);
        services.addHandler(controller.<Service>enqueueing(ObjectKey::of));
        pods.addHandler(new ServiceMembership(
                services.lister(), key -> controller.queue().addAfter(key, options.batchPeriod())));
        endpoints.addHandler(new LeftOver(controller));
        return controller;
    }

    /// Objects that were there at the start may have lost their Service; one that somebody deletes comes back.
    private record LeftOver(Controller<ObjectKey> controller) implements Handler<Endpoints> {
        @Override
        public void added(Endpoints object, boolean initial) {
            if (initial && !EndpointsPlan.isLeaderRecord(object)) controller.add(ObjectKey.of(object));
        }

        /// A reconcile may have waited for the controller's own last write to be seen, for longer and longer.
        @Override
        public void updated(Endpoints before, Endpoints after) {
            if (!EndpointsPlan.isLeaderRecord(after)) controller.add(ObjectKey.of(after));
        }

        @Override
        public void deleted(Endpoints last) {
            controller.add(ObjectKey.of(last));
        }
    }

    @Override
    public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
        Service service = services.get(key);
        if (service == null) {
            triggerTimes.forget(key);
            written.forget(key);
            delete(key);
            return Next.onChange();
        }
        if (service.spec().type().equals("ExternalName")
                || service.spec().selector().isEmpty()) return Next.onChange();
        if (!written.seenBy(key, endpoints.resourceVersion())) {
            return Next.retry("its own last write is not seen yet");
        }
        List<Pod> selected = select(service);
        Instant trigger = triggerTimes.changedAt(service, selected);
        Endpoints current = endpoints.get(key);
        Endpoints wanted = EndpointsPlan.plan(service, selected, current, trigger);
        if (wanted != null) write(service, current, wanted);
        return Next.onChange();
    }

    private List<Pod> select(Service service) {
        Selector selector = Selector.ofLabels(service.spec().selector());
        return pods.in(service.metadata().namespace()).stream()
                .filter(pod -> selector.matches(pod.metadata().labels()))
                .toList();
    }

    private void delete(ObjectKey key) throws ApiException, InterruptedException {
        try {
            client.delete(key);
        } catch (ApiException e) {
            if (!e.isNotFound()) throw e;
        }
    }

    private void write(Service service, @Nullable Endpoints current, Endpoints wanted)
            throws ApiException, InterruptedException {
        ObjectKey key = ObjectKey.of(service);
        try {
            Endpoints stored = current == null ? client.create(wanted) : client.update(wanted);
            written.wrote(key, stored.metadata().resourceVersion());
        } catch (ApiException e) {
            if (current == null && e.hasCause("NamespaceTerminating")) return;
            if (current == null) {
                events.warning(
                        service,
                        "FailedToCreateEndpoint",
                        "Failed to create endpoint for service " + key + ": " + e.getMessage());
            } else {
                events.warning(
                        service, "FailedToUpdateEndpoint", "Failed to update endpoint " + key + ": " + e.getMessage());
            }
            throw e;
        }
    }
}
