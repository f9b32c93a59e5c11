package io.djong.apiserver.registry.apps;

import io.djong.api.pods.PodWarnings;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.DeploymentStatus;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;

/// Replicated pods that are replaced step by step when their template changes.
public final class Deployments {
    private Deployments() {}

    /// The declaration.
    public static ResourceDeclaration<Deployment> declaration() {
        var strategy = new DeploymentStrategy();
        return ResourceDeclaration.of(AppsV1.DEPLOYMENTS, "/registry/deployments", strategy, columns())
                .withSubresources(List.of(
                        PartView.status(
                                Deployment.TYPE,
                                (current, sent) -> Metadata.with(
                                        sent.withSpec(current.spec()),
                                        meta -> meta.withLabels(
                                                current.metadata().labels()))),
                        new ScaleView<>(
                                strategy,
                                Deployments::wanted,
                                deployment -> deployment.status().replicas(),
                                deployment -> deployment.spec().selector(),
                                (deployment, replicas) ->
                                        deployment.withSpec(deployment.spec().withReplicas(replicas)))));
    }

    private static ColumnTable<Deployment> columns() {
        return ColumnTable.<Deployment>named()
                .text(
                        "Ready",
                        "Pods that are ready, of those wanted.",
                        deployment -> deployment.status().readyReplicas() + "/" + wanted(deployment))
                .column("Up-to-date", "string", "", 0, "Pods of the current template.", (deployment, now) ->
                        (long) deployment.status().updatedReplicas())
                .column("Available", "string", "", 0, "Pods that have been ready for long enough.", (deployment, now) ->
                        (long) deployment.status().availableReplicas())
                .age()
                .containers(deployment -> deployment.spec().template().spec().containers())
                .wide(
                        "Selector",
                        "Which pods are its own.",
                        deployment -> Cells.selector(deployment.spec().selector()));
    }

    private static int wanted(Deployment deployment) {
        var replicas = deployment.spec().replicas();
        return replicas == null ? 0 : replicas;
    }

    private static final class DeploymentStrategy implements Strategy<Deployment> {
        @Override
        public List<String> warningsOnCreate(Deployment object) {
            return PodWarnings.ofTemplate(
                    object.metadata().name(), object.spec().template());
        }

        @Override
        public List<String> warningsOnUpdate(Deployment object, Deployment old) {
            return object.metadata().generation() == old.metadata().generation()
                    ? List.of()
                    : PodWarnings.ofTemplate(object.spec().template());
        }

        @Override
        public Deployment prepareForCreate(Deployment deployment, OperationContext context) {
            return Metadata.with(deployment.withStatus(DeploymentStatus.EMPTY), meta -> meta.withGeneration(1));
        }

        /// Annotations count as wanted state too, as upstream has it.
        @Override
        public Deployment prepareForUpdate(Deployment deployment, Deployment old, OperationContext context) {
            var kept = deployment.withStatus(old.status());
            var same = kept.spec().equals(old.spec())
                    && kept.metadata().annotations().equals(old.metadata().annotations());
            return Metadata.with(
                    kept, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }
    }
}
