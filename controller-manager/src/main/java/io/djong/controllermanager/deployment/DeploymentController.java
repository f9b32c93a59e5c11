package io.djong.controllermanager.deployment;

import io.djong.api.meta.ObjectKey;
import io.djong.api.selector.LabelSelectors;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.base.lifecycle.Service;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Informer;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.podcontrol.Owners;
import io.djong.controllermanager.podcontrol.PodIndexes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The door: wires the reconciler to informers.
public final class DeploymentController {
    /// Upstream gives a deployment up after this many failures in a row, until its next event.
    private static final int ATTEMPTS_MAX = 15;

    private final Informer<Deployment> deployments;
    private final Informer<ReplicaSet> sets;
    private final Informer<Pod> pods;
    private final Controller<ObjectKey> controller;

    private DeploymentController(ControllerContext context, int workers) {
        deployments = context.informers().informer(AppsV1.DEPLOYMENTS);
        sets = context.informers().informer(AppsV1.REPLICA_SETS);
        pods = context.informers().informer(CoreV1.PODS);
        pods.addIndex(PodIndexes.BY_CONTROLLER);
        var reconciler = new DeploymentReconciler(context, deployments.lister(), sets.lister(), pods.lister());
        controller = new Controller<>(
                        ControllerOptions.<ObjectKey>of("deployment", workers).withAttemptsMax(ATTEMPTS_MAX),
                        context.environment(),
                        context.metrics(),
                        reconciler)
                .waitFor(deployments, sets, pods);
        deployments.addHandler(controller.enqueueing(ObjectKey::of));
        sets.addHandler(new SetEvents());
        pods.addHandler(new PodEvents());
    }

    /// The controller, not started.
    ///
    /// @param workers deployments that are worked on at the same time (`--concurrent-deployment-syncs`)
    public static Service create(ControllerContext context, int workers) {
        return new DeploymentController(context, workers).controller;
    }

    private @Nullable Deployment ownerOf(ReplicaSet set) {
        OwnerReference owner = Owners.controllerOf(set);
        if (owner == null || !owner.kind().equals("Deployment")) return null;
        Deployment deployment = deployments.lister().get(set.metadata().namespace(), owner.name());
        return deployment != null && deployment.metadata().uid().equals(owner.uid()) ? deployment : null;
    }

    private void add(@Nullable Deployment deployment) {
        if (deployment != null) controller.add(ObjectKey.of(deployment));
    }

    /// Every deployment whose selector matches the orphan may want to adopt it.
    private void addMatching(ReplicaSet orphan) {
        for (Deployment deployment : deployments.lister().in(orphan.metadata().namespace())) {
            if (LabelSelectors.of(deployment.spec().selector())
                    .matches(orphan.metadata().labels())) add(deployment);
        }
    }

    private final class SetEvents implements Handler<ReplicaSet> {
        @Override
        public void added(ReplicaSet set, boolean initial) {
            if (Owners.controllerOf(set) != null) {
                add(ownerOf(set));
            } else if (set.metadata().deletionTimestamp() == null) {
                addMatching(set);
            }
        }

        @Override
        public void updated(ReplicaSet before, ReplicaSet after) {
            OwnerReference ownerBefore = Owners.controllerOf(before);
            OwnerReference owner = Owners.controllerOf(after);
            boolean ownerChanged = !Objects.equals(ownerBefore, owner);
            if (ownerChanged && ownerBefore != null) add(ownerOf(before));
            if (owner != null) {
                add(ownerOf(after));
            } else if (ownerChanged
                    || !before.metadata().labels().equals(after.metadata().labels())) {
                addMatching(after);
            }
        }

        @Override
        public void deleted(ReplicaSet last) {
            add(ownerOf(last));
        }
    }

    /// With strategy `Recreate` the last old pod's end starts the new ones.
    private final class PodEvents implements Handler<Pod> {
        @Override
        public void added(Pod pod, boolean initial) {}

        @Override
        public void updated(Pod before, Pod after) {}

        @Override
        public void deleted(Pod last) {
            OwnerReference owner = Owners.controllerOf(last);
            if (owner == null || !owner.kind().equals("ReplicaSet")) return;
            ReplicaSet set = sets.lister().get(last.metadata().namespace(), owner.name());
            if (set == null || !set.metadata().uid().equals(owner.uid())) return;
            Deployment deployment = ownerOf(set);
            if (deployment != null && !Share.isRolling(deployment)) add(deployment);
        }
    }
}
