package io.djong.controllermanager.endpointslice;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Index;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.servicepods.ServiceMembership;
import java.time.Duration;
import java.util.List;

/// The door: wires the reconciler to informers.
public final class SliceController {
    private static final int ATTEMPTS_MAX = 15;

    /// The slices that this controller manages, by the key of their Service.
    static final Index<EndpointSlice> BY_SERVICE = new Index<>("managedSliceService", SliceController::serviceKeys);

    private SliceController() {}

    /// How the controller runs.
    ///
    /// @param workers Services that are worked on at the same time (`--concurrent-service-endpoint-syncs`)
    /// @param endpointsMax endpoints of one slice (`--max-endpoints-per-slice`)
    /// @param batchPeriod how long changes of pods wait for others to join them
    ///     (`--endpointslice-updates-batch-period`)
    public record Options(int workers, int endpointsMax, Duration batchPeriod) {}

    /// The controller, not started.
    public static io.djong.base.lifecycle.Service create(ControllerContext context, Options options) {
        var services = context.informers().informer(CoreV1.SERVICES);
        var pods = context.informers().informer(CoreV1.PODS);
        var nodes = context.informers().informer(CoreV1.NODES);
        var slices = context.informers().informer(DiscoveryV1.ENDPOINT_SLICES);
        slices.addIndex(BY_SERVICE);
        var reconciler = new SliceReconciler(
                context, services.lister(), pods.lister(), nodes.lister(), slices.lister(), options.endpointsMax());
        var controller = new Controller<>(
                        ControllerOptions.<ObjectKey>of("endpoint_slice", options.workers())
                                .withAttemptsMax(ATTEMPTS_MAX)
                                .withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(1000)),
                        context.environment(),
                        context.metrics(),
                        reconciler)
                .waitFor(services, pods, nodes, slices);
        services.addHandler(controller.<Service>enqueueing(ObjectKey::of));
        pods.addHandler(new ServiceMembership(
                services.lister(), key -> controller.queue().addAfter(key, options.batchPeriod())));
        slices.addHandler(new SliceEvents(controller));
        return controller;
    }

    private static List<String> serviceKeys(EndpointSlice slice) {
        return SliceLabels.isManaged(slice) ? List.of(serviceKey(slice).toString()) : List.of();
    }

    private static ObjectKey serviceKey(EndpointSlice slice) {
        return new ObjectKey(
                slice.metadata().namespace(), slice.metadata().labels().getOrDefault(SliceLabels.SERVICE_NAME, ""));
    }

    /// Somebody else's change of a slice brings its Service back.
    private record SliceEvents(Controller<ObjectKey> controller) implements Handler<EndpointSlice> {
        @Override
        public void added(EndpointSlice slice, boolean initial) {
            if (SliceLabels.isManaged(slice)) controller.add(serviceKey(slice));
        }

        @Override
        public void updated(EndpointSlice before, EndpointSlice after) {
            added(before, false);
            added(after, false);
        }

        @Override
        public void deleted(EndpointSlice last) {
            added(last, false);
        }
    }
}
