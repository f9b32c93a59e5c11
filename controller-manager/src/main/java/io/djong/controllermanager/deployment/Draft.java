package io.djong.controllermanager.deployment;

import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.DeploymentStatus;
import io.djong.api.types.apps.v1.ReplicaSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan in the making: the steps so far, and the sets as they will be after them.
final class Draft {
    final Deployment deployment;
    final List<Step> steps = new ArrayList<>();
    /// Every set but the new one.
    private final List<ReplicaSet> old;
    private @Nullable ReplicaSet newSet;
    /// The deployment's status as it is when the rollout is looked at: conditions of this run's findings included.
    DeploymentStatus status;
    String revision = "";

    Draft(DeploymentView view) {
        deployment = view.deployment();
        status = deployment.status();
        newSet = Sets.findNew(deployment, view.sets());
        old = new ArrayList<>(view.sets());
        if (newSet != null) old.remove(newSet);
    }

    @Nullable
    ReplicaSet newSet() {
        return newSet;
    }

    List<ReplicaSet> old() {
        return List.copyOf(old);
    }

    List<ReplicaSet> all() {
        List<ReplicaSet> all = new ArrayList<>(old);
        if (newSet != null) all.add(newSet);
        return all;
    }

    void create(ReplicaSet set) {
        steps.add(new Step.Create(set));
        newSet = set;
    }

    void annotate(ReplicaSet set, Map<String, String> annotations, int minReadySeconds) {
        steps.add(new Step.Annotate(set.metadata().name(), annotations, minReadySeconds));
        replace(set.withMetadata(set.metadata().withAnnotations(annotations))
                .withSpec(set.spec().withMinReadySeconds(minReadySeconds)));
    }

    /// Does nothing when the set has this size and its annotations are right.
    void scale(ReplicaSet set, int to, String reason) {
        int from = Share.size(set);
        Map<String, String> annotations =
                Annotations.withReplicas(set.metadata().annotations(), deployment);
        if (from == to && annotations.equals(set.metadata().annotations())) return;
        steps.add(new Step.Scale(set.metadata().name(), from, to, annotations, reason));
        replace(set.withMetadata(set.metadata().withAnnotations(annotations))
                .withSpec(set.spec().withReplicas(to)));
    }

    private void replace(ReplicaSet set) {
        String name = set.metadata().name();
        if (newSet != null && newSet.metadata().name().equals(name)) {
            newSet = set;
            return;
        }
        old.replaceAll(other -> other.metadata().name().equals(name) ? set : other);
    }
}
