package io.djong.controllermanager.namespace;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.base.lifecycle.Service;
import io.djong.client.informer.Handler;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.controllermanager.context.ControllerContext;
import java.time.Duration;

/// The door: wires the reconciler to informers.
public final class NamespaceController {
    /// Servers that have not seen the deletion yet may still accept new objects for about this long.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private NamespaceController() {}

    /// The controller, not started.
    ///
    /// @param workers namespaces that are emptied at the same time (`--concurrent-namespace-syncs`)
    public static Service create(ControllerContext context, int workers) {
        var namespaces = context.informers().informer(CoreV1.NAMESPACES);
        var controller = new Controller<>(
                        ControllerOptions.<ObjectKey>of("namespace", workers)
                                .withBackoff(Duration.ofMillis(5), Duration.ofSeconds(60)),
                        context.environment(),
                        context.metrics(),
                        new NamespaceReconciler(context.environment(), context.client()))
                .waitFor(namespaces);
        namespaces.addHandler(new Deletions(controller));
        return controller;
    }

    private record Deletions(Controller<ObjectKey> controller) implements Handler<Namespace> {
        @Override
        public void added(Namespace namespace, boolean initial) {
            if (namespace.metadata().deletionTimestamp() == null) return;
            controller.queue().addAfter(ObjectKey.of(namespace), GRACE);
        }

        @Override
        public void updated(Namespace before, Namespace after) {
            added(after, false);
        }

        @Override
        public void deleted(Namespace last) {}
    }
}
