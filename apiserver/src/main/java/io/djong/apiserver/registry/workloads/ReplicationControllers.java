package io.djong.apiserver.registry.workloads;

import io.djong.api.pods.PodPreparation;
import io.djong.api.pods.PodWarnings;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.core.v1.ReplicationController;
import io.djong.api.types.core.v1.ReplicationControllerSpec;
import io.djong.api.types.core.v1.ReplicationControllerStatus;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.registry.apps.ScaleView;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first form of replica sets.
public final class ReplicationControllers {
    private static final FieldPath TEMPLATE = FieldPath.of("spec").child("template");

    private ReplicationControllers() {}

    /// The declaration.
    public static ResourceDeclaration<ReplicationController> declaration() {
        var strategy = new ControllerStrategy();
        var fields = SelectableFields.<ReplicationController>none()
                .and("status.replicas", each -> Integer.toString(each.status().replicas()));
        return ResourceDeclaration.of(CoreV1.REPLICATION_CONTROLLERS, "/registry/controllers", strategy, columns())
                .withFields(fields)
                .withSubresources(List.of(
                        PartView.status(ReplicationController.TYPE, (current, sent) -> sent.withSpec(current.spec())),
                        new ScaleView<>(
                                strategy,
                                ReplicationControllers::wanted,
                                controller -> controller.status().replicas(),
                                controller -> LabelSelector.EMPTY.withMatchLabels(
                                        controller.spec().selector()),
                                (controller, replicas) ->
                                        controller.withSpec(controller.spec().withReplicas(replicas)))));
    }

    private static ColumnTable<ReplicationController> columns() {
        return ColumnTable.<ReplicationController>named()
                .integer("Desired", "Pods wanted.", controller -> (long) wanted(controller))
                .integer("Current", "Pods there are.", controller ->
                        (long) controller.status().replicas())
                .integer("Ready", "Pods that are ready.", controller ->
                        (long) controller.status().readyReplicas())
                .age()
                .containers(ReplicationControllers::containers)
                .wide(
                        "Selector",
                        "Which pods are its own.",
                        controller -> Cells.labels(controller.spec().selector()));
    }

    private static List<Container> containers(ReplicationController controller) {
        var template = controller.spec().template();
        return template == null ? List.of() : template.spec().containers();
    }

    private static int wanted(ReplicationController controller) {
        var replicas = controller.spec().replicas();
        return replicas == null ? 0 : replicas;
    }

    private static final class ControllerStrategy implements Strategy<ReplicationController> {
        @Override
        public ReplicationController prepareForCreate(ReplicationController controller, OperationContext context) {
            var prepared = controller
                    .withStatus(ReplicationControllerStatus.EMPTY)
                    .withSpec(withoutDisabled(controller.spec(), null));
            return Metadata.with(prepared, meta -> meta.withGeneration(1));
        }

        @Override
        public ReplicationController prepareForUpdate(
                ReplicationController controller, ReplicationController old, OperationContext context) {
            var kept = controller
                    .withStatus(old.status())
                    .withSpec(withoutDisabled(controller.spec(), old.spec().template()));
            var same = kept.spec().equals(old.spec());
            return Metadata.with(
                    kept, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }

        private static ReplicationControllerSpec withoutDisabled(
                ReplicationControllerSpec spec, @Nullable PodTemplateSpec old) {
            var template = spec.template();
            if (template == null) {
                return spec;
            }
            var pod = PodPreparation.withoutDisabled(template.spec(), old == null ? null : old.spec());
            return spec.withTemplate(template.withSpec(pod));
        }

        @Override
        public List<String> warningsOnCreate(ReplicationController controller) {
            var warnings =
                    new ArrayList<>(PodWarnings.ofName(controller.metadata().name()));
            warnings.addAll(ofTemplate(controller));
            return warnings;
        }

        /// Upstream looks at the template before the change.
        @Override
        public List<String> warningsOnUpdate(ReplicationController controller, ReplicationController old) {
            return controller.metadata().generation() == old.metadata().generation() ? List.of() : ofTemplate(old);
        }

        private static List<String> ofTemplate(ReplicationController controller) {
            var template = controller.spec().template();
            return template == null ? List.of() : PodWarnings.ofTemplate(TEMPLATE, template);
        }

        @Override
        public Dependents dependents() {
            return Dependents.ORPHANED;
        }
    }
}
