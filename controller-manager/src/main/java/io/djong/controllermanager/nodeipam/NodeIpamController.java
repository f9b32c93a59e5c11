package io.djong.controllermanager.nodeipam;

import io.djong.api.ip.Cidr;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.base.lifecycle.Service;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.events.EventRecorder;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.context.ControllerContext;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The door and the reconciler of a node, by its name: takes note of the parts that it has, or gives it some.
public final class NodeIpamController implements Reconciler<String> {
    private static final System.Logger LOG = System.getLogger(NodeIpamController.class.getName());
    private static final int WORKERS = 30;

    private final Lister<Node> nodes;
    private final ResourceClient<Node> client;
    private final EventRecorder events;
    private final ReentrantLock lock = new ReentrantLock();
    private final NodeParts parts;
    private boolean isFirst = true;

    private NodeIpamController(ControllerContext context, NodeIpamOptions options, Lister<Node> nodes) {
        this.nodes = nodes;
        this.client = context.client().of(CoreV1.NODES);
        this.events = context.events();
        this.parts = new NodeParts(options, new IpamMetrics(context.metrics()));
    }

    /// The controller, not started.
    ///
    /// @param options with at least one range
    public static Service create(ControllerContext context, NodeIpamOptions options) {
        var informer = context.informers().informer(CoreV1.NODES);
        var reconciler = new NodeIpamController(context, options, informer.lister());
        var controller = new Controller<>(
                        ControllerOptions.<String>of("cidrallocator_node", WORKERS),
                        context.environment(),
                        context.metrics(),
                        reconciler)
                .waitFor(informer);
        informer.addHandler(controller.<Node>enqueueing(node -> node.metadata().name()));
        return controller;
    }

    @Override
    public Next reconcile(String name) throws ApiException, InterruptedException {
        Node node = nodes.get("", name);
        if (node == null) {
            gone(name);
            return Next.onChange();
        }
        List<Cidr> given = look(node);
        if (given == null) {
            events.normal(node, "CIDRNotAvailable", status(node, "CIDRNotAvailable"));
            return Next.retry("no part of the cluster's range is left");
        }
        if (given.isEmpty()) return Next.onChange();
        try {
            client.patch(ObjectKey.of(node), PatchType.STRATEGIC, patch(node, given));
        } catch (ApiException e) {
            if (!e.isNotFound()) events.normal(node, "CIDRAssignmentFailed", status(node, "CIDRAssignmentFailed"));
            throw e;
        }
        return Next.onChange();
    }

    private void gone(String name) {
        lock.lock();
        try {
            parts.free(name);
        } finally {
            lock.unlock();
        }
    }

    /// @return what the node is to be given; empty when it has its parts, null when there are none left
    private @Nullable List<Cidr> look(Node node) {
        lock.lock();
        try {
            if (isFirst) {
                // Before anything is given, everything that nodes have is taken.
                for (Node other : nodes.all()) note(other);
                isFirst = false;
            }
            note(node);
            return texts(node).isEmpty() ? parts.give(node.metadata().name()) : List.of();
        } finally {
            lock.unlock();
        }
    }

    private void note(Node node) {
        if (texts(node).isEmpty()) return;
        String problem = parts.has(node.metadata().name(), texts(node));
        if (!problem.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Node {0}: {1}",
                    node.metadata().name(),
                    problem);
        }
    }

    private static List<String> texts(Node node) {
        if (!node.spec().podCIDRs().isEmpty()) return node.spec().podCIDRs();
        return node.spec().podCIDR().isEmpty() ? List.of() : List.of(node.spec().podCIDR());
    }

    private static String status(Node node, String status) {
        return "Node " + node.metadata().name() + " status is now: " + status;
    }

    /// For this very node, not for one that has its name by then.
    private static byte[] patch(Node node, List<Cidr> given) {
        var texts = given.stream()
                .<JsonValue>map(part -> new JsonString(part.toString()))
                .toList();
        return JsonObject.EMPTY
                .with(
                        "metadata",
                        JsonObject.EMPTY.with(
                                "uid", new JsonString(node.metadata().uid())))
                .with("spec", JsonObject.EMPTY.with("podCIDR", texts.getFirst()).with("podCIDRs", new JsonArray(texts)))
                .toBytes();
    }
}
