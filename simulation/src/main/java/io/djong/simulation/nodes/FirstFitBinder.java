package io.djong.simulation.nodes;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Binding;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.Status;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.informer.Informer;
import io.djong.client.informer.InformerFactory;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Places each pod on the first node without taints that has room for one more: a stand-in where a test
/// needs no scheduler.
public final class FirstFitBinder extends Service implements Reconciler<ObjectKey> {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final KubeClient client;
    private final InformerFactory informers;
    private final Informer<Pod> pods;
    private final Informer<Node> nodes;
    private final Controller<ObjectKey> controller;

    /// @param client as somebody who may read pods and nodes and bind pods
    public FirstFitBinder(Environment environment, KubeClient client, MetricRegistry metrics) {
        super("first-fit binder");
        this.client = client;
        this.informers = new InformerFactory(environment, client);
        this.pods = informers.informer(CoreV1.PODS);
        this.nodes = informers.informer(CoreV1.NODES);
        this.controller = new Controller<>(ControllerOptions.of("first-fit-binder", 1), environment, metrics, this)
                .waitFor(pods, nodes);
        pods.addHandler(controller.enqueueing(
                pod -> new ObjectKey(pod.metadata().namespace(), pod.metadata().name())));
    }

    @Override
    public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
        var pod = pods.lister().get(key);
        if (pod == null || !pod.spec().nodeName().isEmpty() || pod.metadata().deletionTimestamp() != null) {
            return Next.onChange();
        }
        var node = firstFit();
        if (node == null) {
            return Next.after(AGAIN);
        }
        var target = ObjectReference.EMPTY.withKind("Node").withName(node);
        var meta = ObjectMeta.EMPTY
                .withNamespace(key.namespace())
                .withName(key.name())
                .withUid(pod.metadata().uid());
        client.of(CoreV1.PODS).createSubresource(key, "binding", new Binding(meta, target), Status.TYPE);
        return Next.onChange();
    }

    private @Nullable String firstFit() {
        for (var node : nodes.lister().all()) {
            var limit = node.status().allocatable().get("pods");
            var name = node.metadata().name();
            if (node.spec().taints().isEmpty() && limit != null && placed(name) < limit.value()) {
                return name;
            }
        }
        return null;
    }

    private long placed(String node) {
        return pods.lister().all().stream()
                .filter(pod -> pod.spec().nodeName().equals(node))
                .count();
    }

    @Override
    protected void onStart() throws Exception {
        informers.start();
        controller.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        controller.stop();
        informers.stop();
    }
}
