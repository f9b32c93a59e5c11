package io.djong.apiserver.registry.apps;

import io.djong.api.pods.ClaimWarnings;
import io.djong.api.pods.PodPreparation;
import io.djong.api.pods.PodWarnings;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.StatefulSet;
import io.djong.api.types.apps.v1.StatefulSetSpec;
import io.djong.api.types.apps.v1.StatefulSetStatus;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pods with names and volumes of their own.
public final class StatefulSets {
    private static final FieldPath TEMPLATE = FieldPath.of("spec").child("template");
    private static final FieldPath CLAIMS = FieldPath.of("spec").child("volumeClaimTemplates");

    private StatefulSets() {}

    /// The declaration.
    public static ResourceDeclaration<StatefulSet> declaration() {
        var strategy = new StatefulSetStrategy();
        return ResourceDeclaration.of(AppsV1.STATEFUL_SETS, "/registry/statefulsets", strategy, columns())
                .withSubresources(List.of(
                        PartView.status(StatefulSet.TYPE, (current, sent) -> sent.withSpec(current.spec())),
                        new ScaleView<>(
                                strategy,
                                StatefulSets::wanted,
                                set -> set.status().replicas(),
                                set -> set.spec().selector(),
                                (set, replicas) -> set.withSpec(set.spec().withReplicas(replicas)))));
    }

    private static ColumnTable<StatefulSet> columns() {
        return ColumnTable.<StatefulSet>named()
                .text(
                        "Ready",
                        "Pods that are ready, of those wanted.",
                        set -> set.status().readyReplicas() + "/" + wanted(set))
                .age()
                .containers(set -> set.spec().template().spec().containers());
    }

    private static int wanted(StatefulSet set) {
        var replicas = set.spec().replicas();
        return replicas == null ? 0 : replicas;
    }

    private static final class StatefulSetStrategy implements Strategy<StatefulSet> {
        @Override
        public StatefulSet prepareForCreate(StatefulSet set, OperationContext context) {
            var prepared = set.withStatus(StatefulSetStatus.EMPTY).withSpec(withoutDisabled(set.spec(), null));
            return Metadata.with(prepared, meta -> meta.withGeneration(1));
        }

        @Override
        public StatefulSet prepareForUpdate(StatefulSet set, StatefulSet old, OperationContext context) {
            var kept = set.withStatus(old.status()).withSpec(withoutDisabled(set.spec(), old.spec()));
            var same = kept.spec().equals(old.spec());
            return Metadata.with(
                    kept, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }

        /// `maxUnavailable` belongs to a feature that is off (MaxUnavailableStatefulSet).
        private static StatefulSetSpec withoutDisabled(StatefulSetSpec spec, @Nullable StatefulSetSpec old) {
            var template = spec.template();
            var pod = PodPreparation.withoutDisabled(
                    template.spec(), old == null ? null : old.template().spec());
            var result = spec.withTemplate(template.withSpec(pod));
            var rolling = spec.updateStrategy().rollingUpdate();
            if (rolling == null || rolling.maxUnavailable() == null || usesMaxUnavailable(old)) {
                return result;
            }
            return result.withUpdateStrategy(spec.updateStrategy().withRollingUpdate(rolling.withMaxUnavailable(null)));
        }

        private static boolean usesMaxUnavailable(@Nullable StatefulSetSpec spec) {
            var rolling = spec == null ? null : spec.updateStrategy().rollingUpdate();
            return rolling != null && rolling.maxUnavailable() != null;
        }

        @Override
        public List<String> warningsOnCreate(StatefulSet set) {
            var warnings =
                    new ArrayList<>(PodWarnings.ofTemplate(TEMPLATE, set.spec().template()));
            for (int i = 0; i < set.spec().volumeClaimTemplates().size(); i++) {
                var claim = set.spec().volumeClaimTemplates().get(i);
                warnings.addAll(ClaimWarnings.of(CLAIMS.index(i), claim.spec()));
            }
            history(warnings, set);
            return warnings;
        }

        @Override
        public List<String> warningsOnUpdate(StatefulSet set, StatefulSet old) {
            var warnings = new ArrayList<String>();
            if (set.metadata().generation() != old.metadata().generation()) {
                warnings.addAll(PodWarnings.ofTemplate(TEMPLATE, set.spec().template()));
            }
            for (int i = 0; i < set.spec().volumeClaimTemplates().size(); i++) {
                var claim = set.spec().volumeClaimTemplates().get(i);
                warnings.addAll(ClaimWarnings.of(CLAIMS.index(i).child("Spec"), claim.spec()));
            }
            history(warnings, set);
            return warnings;
        }

        private static void history(List<String> warnings, StatefulSet set) {
            var limit = set.spec().revisionHistoryLimit();
            if (limit != null && limit < 0) {
                warnings.add("spec.revisionHistoryLimit: a negative value retains all historical revisions;"
                        + " a value >= 0 is recommended");
            }
        }
    }
}
