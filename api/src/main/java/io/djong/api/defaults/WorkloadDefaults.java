package io.djong.api.defaults;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.apps.v1.DaemonSet;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.RollingUpdateDaemonSet;
import io.djong.api.types.apps.v1.RollingUpdateDeployment;
import io.djong.api.types.apps.v1.RollingUpdateStatefulSetStrategy;
import io.djong.api.types.apps.v1.StatefulSet;
import io.djong.api.types.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy;
import io.djong.api.types.apps.v1.StatefulSetUpdateStrategy;
import io.djong.api.types.core.v1.PodTemplate;
import io.djong.api.types.core.v1.ReplicationController;

/// What makes pods from a template.
final class WorkloadDefaults {
    private static final int REVISIONS_KEPT = 10;
    private static final int PROGRESS_SECONDS = 600;

    private WorkloadDefaults() {}

    static PodTemplate apply(PodTemplate template) {
        return template.withTemplate(PodDefaults.apply(template.template()));
    }

    static Deployment apply(Deployment deployment) {
        var spec = deployment.spec();
        if (spec.replicas() == null) {
            spec = spec.withReplicas(1);
        }
        var strategy = spec.strategy();
        if (strategy.type().isEmpty()) {
            strategy = strategy.withType("RollingUpdate");
        }
        if (strategy.type().equals("RollingUpdate")) {
            var rolling = strategy.rollingUpdate() == null ? RollingUpdateDeployment.EMPTY : strategy.rollingUpdate();
            if (rolling.maxUnavailable() == null) {
                rolling = rolling.withMaxUnavailable(IntOrString.of("25%"));
            }
            if (rolling.maxSurge() == null) {
                rolling = rolling.withMaxSurge(IntOrString.of("25%"));
            }
            strategy = strategy.withRollingUpdate(rolling);
        }
        spec = spec.withStrategy(strategy).withTemplate(PodDefaults.apply(spec.template()));
        if (spec.revisionHistoryLimit() == null) {
            spec = spec.withRevisionHistoryLimit(REVISIONS_KEPT);
        }
        if (spec.progressDeadlineSeconds() == null) {
            spec = spec.withProgressDeadlineSeconds(PROGRESS_SECONDS);
        }
        return deployment.withSpec(spec);
    }

    static StatefulSet apply(StatefulSet set) {
        var spec = set.spec();
        if (spec.podManagementPolicy().isEmpty()) {
            spec = spec.withPodManagementPolicy("OrderedReady");
        }
        var retention = spec.persistentVolumeClaimRetentionPolicy();
        if (retention == null) {
            retention = StatefulSetPersistentVolumeClaimRetentionPolicy.EMPTY;
        }
        if (retention.whenDeleted().isEmpty()) {
            retention = retention.withWhenDeleted("Retain");
        }
        if (retention.whenScaled().isEmpty()) {
            retention = retention.withWhenScaled("Retain");
        }
        if (spec.replicas() == null) {
            spec = spec.withReplicas(1);
        }
        if (spec.revisionHistoryLimit() == null) {
            spec = spec.withRevisionHistoryLimit(REVISIONS_KEPT);
        }
        return set.withSpec(spec.withUpdateStrategy(strategy(spec.updateStrategy()))
                .withPersistentVolumeClaimRetentionPolicy(retention)
                .withTemplate(PodDefaults.apply(spec.template()))
                .withVolumeClaimTemplates(Mapped.list(spec.volumeClaimTemplates(), CoreDefaults::apply)));
    }

    private static StatefulSetUpdateStrategy strategy(StatefulSetUpdateStrategy given) {
        var strategy = given;
        if (strategy.type().isEmpty()) {
            strategy = strategy.withType("RollingUpdate");
            if (strategy.rollingUpdate() == null) {
                strategy = strategy.withRollingUpdate(RollingUpdateStatefulSetStrategy.EMPTY);
            }
        }
        var rolling = strategy.rollingUpdate();
        return strategy.type().equals("RollingUpdate") && rolling != null && rolling.partition() == null
                ? strategy.withRollingUpdate(rolling.withPartition(0))
                : strategy;
    }

    static DaemonSet apply(DaemonSet set) {
        var spec = set.spec();
        var strategy = spec.updateStrategy();
        if (strategy.type().isEmpty()) {
            strategy = strategy.withType("RollingUpdate");
        }
        if (strategy.type().equals("RollingUpdate")) {
            var rolling = strategy.rollingUpdate() == null ? RollingUpdateDaemonSet.EMPTY : strategy.rollingUpdate();
            if (rolling.maxUnavailable() == null) {
                rolling = rolling.withMaxUnavailable(IntOrString.of(1));
            }
            if (rolling.maxSurge() == null) {
                rolling = rolling.withMaxSurge(IntOrString.of(0));
            }
            strategy = strategy.withRollingUpdate(rolling);
        }
        if (spec.revisionHistoryLimit() == null) {
            spec = spec.withRevisionHistoryLimit(REVISIONS_KEPT);
        }
        return set.withSpec(spec.withUpdateStrategy(strategy).withTemplate(PodDefaults.apply(spec.template())));
    }

    static ReplicaSet apply(ReplicaSet set) {
        var spec = set.spec().replicas() == null ? set.spec().withReplicas(1) : set.spec();
        return set.withSpec(spec.withTemplate(PodDefaults.apply(spec.template())));
    }

    static ReplicationController apply(ReplicationController controller) {
        var spec = controller.spec();
        var metadata = controller.metadata();
        if (spec.replicas() == null) {
            spec = spec.withReplicas(1);
        }
        var template = spec.template();
        if (template != null) {
            var labels = template.metadata().labels();
            if (spec.selector().isEmpty()) {
                spec = spec.withSelector(labels);
            }
            if (metadata.labels().isEmpty()) {
                metadata = metadata.withLabels(labels);
            }
            spec = spec.withTemplate(PodDefaults.apply(template));
        }
        return controller.withMetadata(metadata).withSpec(spec);
    }
}
