package io.djong.controllermanager.endpointslice;

import io.djong.api.meta.ObjectKey;
import io.djong.api.selector.Selector;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.client.ApiException;
import io.djong.client.ResourceClient;
import io.djong.client.events.EventRecorder;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.podcontrol.WrittenVersions;
import io.djong.controllermanager.servicepods.TriggerTimes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Does. Reads listers, plans, performs.
final class SliceReconciler implements Reconciler<ObjectKey> {
    private final Lister<Service> services;
    private final Lister<Pod> pods;
    private final Lister<Node> nodes;
    private final Lister<EndpointSlice> slices;
    private final ResourceClient<EndpointSlice> client;
    private final EventRecorder events;
    private final SliceMetrics metrics;
    private final int endpointsMax;
    private final TriggerTimes triggerTimes = new TriggerTimes();
    private final WrittenVersions written = new WrittenVersions();

    SliceReconciler(
            ControllerContext context,
            Lister<Service> services,
            Lister<Pod> pods,
            Lister<Node> nodes,
            Lister<EndpointSlice> slices,
            int endpointsMax) {
        this.services = services;
        this.pods = pods;
        this.nodes = nodes;
        this.slices = slices;
        this.client = context.client().of(DiscoveryV1.ENDPOINT_SLICES);
        this.events = context.events();
        this.metrics = new SliceMetrics(context.metrics());
        this.endpointsMax = endpointsMax;
    }

    @Override
    public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
        Service service = services.get(key);
        if (service == null) {
            // Its slices go with it, by the garbage collector.
            triggerTimes.forget(key);
            written.forget(key);
            return Next.onChange();
        }
        if (service.spec().type().equals("ExternalName")
                || service.spec().selector().isEmpty()) return Next.onChange();
        if (!written.seenBy(key, slices.resourceVersion())) {
            metrics.synced("stale");
            return Next.retry("its own last writes are not seen yet");
        }
        List<Pod> selected = select(service);
        Instant trigger = triggerTimes.changedAt(service, selected);
        Plan plan = SlicePlan.plan(view(service, selected));
        try {
            for (Step step : plan.steps()) perform(service, step, trigger);
        } catch (ApiException e) {
            if (e.hasCause("NamespaceTerminating")) return Next.onChange();
            metrics.synced("error");
            events.warning(
                    service,
                    "FailedToUpdateEndpointSlices",
                    "Error updating Endpoint Slices for Service " + key + ": " + e.getMessage());
            throw e;
        }
        metrics.planned(plan);
        if (plan.withoutNode().isEmpty()) {
            metrics.synced("success");
            return Next.onChange();
        }
        return Next.retry("pods whose node is not there: " + plan.withoutNode());
    }

    private List<Pod> select(Service service) {
        Selector selector = Selector.ofLabels(service.spec().selector());
        return pods.in(service.metadata().namespace()).stream()
                .filter(pod -> selector.matches(pod.metadata().labels()))
                .toList();
    }

    private SliceView view(Service service, List<Pod> selected) {
        Map<String, Node> used = new HashMap<>();
        for (Pod pod : selected) {
            Node node = nodes.get("", pod.spec().nodeName());
            if (node != null) used.put(pod.spec().nodeName(), node);
        }
        List<EndpointSlice> managed =
                slices
                        .byIndex(
                                SliceController.BY_SERVICE.name(),
                                ObjectKey.of(service).toString())
                        .stream()
                        .filter(slice -> slice.metadata().deletionTimestamp() == null)
                        .toList();
        return new SliceView(service, selected, used, managed, endpointsMax);
    }

    private void perform(Service service, Step step, @Nullable Instant trigger)
            throws ApiException, InterruptedException {
        ObjectKey key = ObjectKey.of(service);
        switch (step) {
            case Step.Create(var slice) -> {
                // The garbage collector deletes the slices of such a Service: do not make new ones beside it.
                if (service.metadata().deletionTimestamp() != null) return;
                EndpointSlice created = client.create(triggered(slice, trigger));
                written.wrote(key, created.metadata().resourceVersion());
                metrics.changed("create");
            }
            case Step.Update(var slice) -> {
                EndpointSlice updated = client.update(triggered(slice, trigger));
                written.wrote(key, updated.metadata().resourceVersion());
                metrics.changed("update");
            }
            case Step.Delete(var slice) -> {
                try {
                    client.delete(ObjectKey.of(slice));
                } catch (ApiException e) {
                    if (!e.isNotFound()) throw e;
                }
                metrics.changed("delete");
            }
        }
    }

    private static EndpointSlice triggered(EndpointSlice slice, @Nullable Instant trigger) {
        Map<String, String> annotations = new TreeMap<>(slice.metadata().annotations());
        if (trigger == null) {
            annotations.remove(TriggerTimes.ANNOTATION);
        } else {
            annotations.put(TriggerTimes.ANNOTATION, trigger.toString());
        }
        return slice.withMetadata(slice.metadata().withAnnotations(annotations));
    }
}
