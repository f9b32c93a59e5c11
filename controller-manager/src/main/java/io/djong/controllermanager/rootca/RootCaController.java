package io.djong.controllermanager.rootca;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.time.Ticker;
import io.djong.client.ApiException;
import io.djong.client.ResourceClient;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.context.ControllerContext;
import java.util.Map;
import java.util.TreeMap;

/// The door, and, as there is little to plan, the reconciler of a namespace's name.
public final class RootCaController implements Reconciler<String> {
    static final String NAME = "kube-root-ca.crt";
    private static final String KEY = "ca.crt";
    private static final String DESCRIPTION_ANNOTATION = "kubernetes.io/description";
    private static final String DESCRIPTION =
            "The certificates by which a pod verifies the API server at its service address. For nothing else.";

    private final Lister<ConfigMap> maps;
    private final ResourceClient<ConfigMap> client;
    private final String certificates;
    private final Ticker ticker;
    private final Family<Counter> syncs;
    private final Family<Histogram> durations;

    private RootCaController(ControllerContext context, Lister<ConfigMap> maps, String certificates) {
        this.maps = maps;
        this.client = context.client().of(CoreV1.CONFIG_MAPS);
        this.certificates = certificates;
        this.ticker = context.environment().ticker();
        this.syncs = context.metrics()
                .counter("root_ca_cert_publisher_sync_total", "Namespaces synced, by the answer's code.", "code");
        this.durations = context.metrics()
                .histogram(
                        "root_ca_cert_publisher_sync_duration_seconds",
                        "How long one namespace takes, by the answer's code.",
                        Buckets.exponential(0.001, 2, 15),
                        "code");
    }

    /// The controller, not started.
    ///
    /// @param certificates what is published: PEM, as the file of `--root-ca-file`
    public static Service create(ControllerContext context, String certificates) {
        var namespaces = context.informers().informer(CoreV1.NAMESPACES);
        var maps = context.informers().informer(CoreV1.CONFIG_MAPS);
        var reconciler = new RootCaController(context, maps.lister(), certificates);
        var controller = new Controller<>(
                        ControllerOptions.<String>of("root_ca_cert_publisher_queue", 1),
                        context.environment(),
                        context.metrics(),
                        reconciler)
                .waitFor(namespaces, maps);
        namespaces.addHandler(new Namespaces(controller));
        maps.addHandler(new Changes(controller));
        return controller;
    }

    @Override
    public Next reconcile(String namespace) throws ApiException, InterruptedException {
        long start = ticker.nanos();
        String code = "200";
        try {
            publish(namespace);
            return Next.onChange();
        } catch (ApiException e) {
            code = e.code() == 0 ? "500" : Integer.toString(e.code());
            throw e;
        } finally {
            syncs.with(code).inc();
            durations.with(code).observeNanos(ticker.nanos() - start);
        }
    }

    private void publish(String namespace) throws ApiException, InterruptedException {
        ConfigMap present = maps.get(new ObjectKey(namespace, NAME));
        Map<String, String> data = Map.of(KEY, certificates);
        if (present == null) {
            try {
                client.create(ConfigMap.EMPTY
                        .withMetadata(ObjectMeta.EMPTY
                                .withNamespace(namespace)
                                .withName(NAME)
                                .withAnnotations(Map.of(DESCRIPTION_ANNOTATION, DESCRIPTION)))
                        .withData(data));
            } catch (ApiException e) {
                // The namespace is gone or going.
                if (!e.isNotFound() && !e.hasCause("NamespaceTerminating")) throw e;
            }
            return;
        }
        Map<String, String> annotations = new TreeMap<>(present.metadata().annotations());
        boolean isDescribed =
                !annotations.getOrDefault(DESCRIPTION_ANNOTATION, "").isEmpty();
        if (isDescribed && present.data().equals(data)) return;
        annotations.put(DESCRIPTION_ANNOTATION, DESCRIPTION);
        client.update(present.withData(data).withMetadata(present.metadata().withAnnotations(annotations)));
    }

    private record Namespaces(Controller<String> controller) implements Handler<Namespace> {
        @Override
        public void added(Namespace namespace, boolean initial) {
            if (namespace.status().phase().equals("Active"))
                controller.add(namespace.metadata().name());
        }

        @Override
        public void updated(Namespace before, Namespace after) {
            added(after, false);
        }

        @Override
        public void deleted(Namespace last) {}
    }

    private record Changes(Controller<String> controller) implements Handler<ConfigMap> {
        @Override
        public void added(ConfigMap map, boolean initial) {}

        @Override
        public void updated(ConfigMap before, ConfigMap after) {
            deleted(after);
        }

        @Override
        public void deleted(ConfigMap last) {
            if (last.metadata().name().equals(NAME))
                controller.add(last.metadata().namespace());
        }
    }
}
