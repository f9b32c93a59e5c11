package io.djong.controllermanager.replicaset;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.selector.LabelSelectors;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.base.lifecycle.Service;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Index;
import io.djong.client.informer.Informer;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.podcontrol.Expectations;
import io.djong.controllermanager.podcontrol.Owners;
import io.djong.controllermanager.podcontrol.PodIndexes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The door: wires the reconciler to informers.
public final class ReplicaSetController {
    /// ReplicaSets by the uid of their controller.
    static final String SETS_BY_CONTROLLER = "replicaSetController";

    private final Informer<ReplicaSet> sets;
    private final Informer<Pod> pods;
    private final Expectations expectations;
    private final Controller<ObjectKey> controller;

    private ReplicaSetController(ControllerContext context, int workers) {
        sets = context.informers().informer(AppsV1.REPLICA_SETS);
        pods = context.informers().informer(CoreV1.PODS);
        expectations = new Expectations(context.environment().ticker());
        pods.addIndex(PodIndexes.BY_CONTROLLER);
        sets.addIndex(new Index<>(SETS_BY_CONTROLLER, ReplicaSetController::controllerUid));
        var reconciler = new ReplicaSetReconciler(context, sets.lister(), pods.lister(), expectations);
        controller = new Controller<>(
                        ControllerOptions.of("replicaset", workers),
                        context.environment(),
                        context.metrics(),
                        reconciler)
                .waitFor(sets, pods);
        sets.addHandler(controller.enqueueing(ObjectKey::of));
        pods.addHandler(new PodEvents());
    }

    /// The controller, not started.
    ///
    /// @param workers sets that are worked on at the same time (`--concurrent-replicaset-syncs`)
    public static Service create(ControllerContext context, int workers) {
        return new ReplicaSetController(context, workers).controller;
    }

    private static List<String> controllerUid(KubeObject object) {
        OwnerReference owner = Owners.controllerOf(object);
        return owner == null ? List.of() : List.of(owner.uid());
    }

    private @Nullable ObjectKey ownerOf(Pod pod) {
        OwnerReference owner = Owners.controllerOf(pod);
        if (owner == null || !owner.kind().equals("ReplicaSet")) return null;
        ObjectKey key = new ObjectKey(pod.metadata().namespace(), owner.name());
        ReplicaSet set = sets.lister().get(key);
        return set != null && set.metadata().uid().equals(owner.uid()) ? key : null;
    }

    /// Every set whose selector matches the orphan may want to adopt it.
    private void addMatching(Pod orphan) {
        for (ReplicaSet set : sets.lister().in(orphan.metadata().namespace())) {
            if (LabelSelectors.of(set.spec().selector())
                    .matches(orphan.metadata().labels())) controller.add(ObjectKey.of(set));
        }
    }

    private final class PodEvents implements Handler<Pod> {
        @Override
        public void added(Pod pod, boolean initial) {
            if (pod.metadata().deletionTimestamp() != null) {
                // After a restart: not a creation that anybody waits for.
                deleted(pod);
                return;
            }
            ObjectKey owner = ownerOf(pod);
            if (owner != null) {
                expectations.creationObserved(owner);
                controller.add(owner);
            } else if (Owners.controllerOf(pod) == null) {
                addMatching(pod);
            }
        }

        @Override
        public void updated(Pod before, Pod after) {
            if (after.metadata().deletionTimestamp() != null) {
                // Replaced when it is marked, not when it is gone.
                deleted(after);
                deleted(before);
                return;
            }
            ObjectKey ownerBefore = ownerOf(before);
            ObjectKey owner = ownerOf(after);
            if (ownerBefore != null && !ownerBefore.equals(owner)) controller.add(ownerBefore);
            if (owner != null) {
                controller.add(owner);
            } else if (Owners.controllerOf(after) == null) {
                boolean changed = Owners.controllerOf(before) != null
                        || !Objects.equals(
                                before.metadata().labels(), after.metadata().labels());
                if (changed) addMatching(after);
            }
        }

        @Override
        public void deleted(Pod last) {
            ObjectKey owner = ownerOf(last);
            if (owner == null) return;
            expectations.deletionObserved(owner, last.metadata().uid());
            controller.add(owner);
        }
    }
}
