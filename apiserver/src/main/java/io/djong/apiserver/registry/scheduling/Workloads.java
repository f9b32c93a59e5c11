package io.djong.apiserver.registry.scheduling;

import io.djong.api.types.scheduling.v1alpha2.PodGroupTemplate;
import io.djong.api.types.scheduling.v1alpha2.SchedulingV1Alpha2;
import io.djong.api.types.scheduling.v1alpha2.Workload;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import io.djong.base.features.FeatureGates;
import java.util.ArrayList;
import java.util.List;

/// What groups of pods a controller makes.
public final class Workloads {
    private final FeatureGates gates;

    /// @param gates say what of an object is kept
    public Workloads(FeatureGates gates) {
        this.gates = gates;
    }

    /// The declaration.
    public ResourceDeclaration<Workload> declaration() {
        return ResourceDeclaration.of(
                        SchedulingV1Alpha2.WORKLOADS,
                        "/registry/workloads",
                        new WorkloadStrategy(),
                        ColumnTable.<Workload>named().age())
                .gatedBy("GenericWorkload");
    }

    /// Without what belongs to features that are off, unless the template at the same place used it before.
    private Workload kept(Workload workload, List<PodGroupTemplate> old) {
        var templates = new ArrayList<PodGroupTemplate>();
        for (var template : workload.spec().podGroupTemplates()) {
            int at = templates.size();
            templates.add(kept(template, at < old.size() ? old.get(at) : PodGroupTemplate.EMPTY));
        }
        return workload.withSpec(workload.spec().withPodGroupTemplates(templates));
    }

    private PodGroupTemplate kept(PodGroupTemplate given, PodGroupTemplate old) {
        var template = given;
        if (!gates.isEnabled("TopologyAwareWorkloadScheduling") && old.schedulingConstraints() == null) {
            template = template.withSchedulingConstraints(null);
        }
        if (!gates.isEnabled("DRAWorkloadResourceClaims")
                && old.resourceClaims().isEmpty()) {
            template = template.withResourceClaims(List.of());
        }
        if (gates.isEnabled("WorkloadAwarePreemption")) {
            return template;
        }
        return template.withDisruptionMode(old.disruptionMode() == null ? null : template.disruptionMode())
                .withPriorityClassName(old.priorityClassName().isEmpty() ? "" : template.priorityClassName())
                .withPriority(old.priority() == null ? null : template.priority());
    }

    private final class WorkloadStrategy implements Strategy<Workload> {
        @Override
        public Workload prepareForCreate(Workload workload, OperationContext context) {
            return kept(workload, List.of());
        }

        @Override
        public Workload prepareForUpdate(Workload workload, Workload old, OperationContext context) {
            return kept(workload, old.spec().podGroupTemplates());
        }
    }
}
