package io.djong.apiserver.registry.apps;

import io.djong.api.pods.PodWarnings;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.ReplicaSetStatus;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;

/// A number of pods of one template.
public final class ReplicaSets {
    private ReplicaSets() {}

    /// The declaration.
    public static ResourceDeclaration<ReplicaSet> declaration() {
        var strategy = new ReplicaSetStrategy();
        return ResourceDeclaration.of(AppsV1.REPLICA_SETS, "/registry/replicasets", strategy, columns())
                .withSubresources(List.of(
                        PartView.status(ReplicaSet.TYPE, (current, sent) -> sent.withSpec(current.spec())),
                        new ScaleView<>(
                                strategy,
                                ReplicaSets::wanted,
                                set -> set.status().replicas(),
                                set -> set.spec().selector(),
                                (set, replicas) -> set.withSpec(set.spec().withReplicas(replicas)))));
    }

    private static ColumnTable<ReplicaSet> columns() {
        return ColumnTable.<ReplicaSet>named()
                .integer("Desired", "Pods wanted.", set -> (long) wanted(set))
                .integer(
                        "Current", "Pods there are.", set -> (long) set.status().replicas())
                .integer("Ready", "Pods that are ready.", set ->
                        (long) set.status().readyReplicas())
                .age()
                .containers(set -> set.spec().template().spec().containers())
                .wide(
                        "Selector",
                        "Which pods are its own.",
                        set -> Cells.selector(set.spec().selector()));
    }

    private static int wanted(ReplicaSet set) {
        var replicas = set.spec().replicas();
        return replicas == null ? 0 : replicas;
    }

    private static final class ReplicaSetStrategy implements Strategy<ReplicaSet> {
        @Override
        public List<String> warningsOnCreate(ReplicaSet object) {
            return PodWarnings.ofTemplate(
                    object.metadata().name(), object.spec().template());
        }

        @Override
        public List<String> warningsOnUpdate(ReplicaSet object, ReplicaSet old) {
            return object.metadata().generation() == old.metadata().generation()
                    ? List.of()
                    : PodWarnings.ofTemplate(object.spec().template());
        }

        @Override
        public ReplicaSet prepareForCreate(ReplicaSet set, OperationContext context) {
            return Metadata.with(set.withStatus(ReplicaSetStatus.EMPTY), meta -> meta.withGeneration(1));
        }

        @Override
        public ReplicaSet prepareForUpdate(ReplicaSet set, ReplicaSet old, OperationContext context) {
            var kept = set.withStatus(old.status());
            var same = kept.spec().equals(old.spec());
            return Metadata.with(
                    kept, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }
    }
}
