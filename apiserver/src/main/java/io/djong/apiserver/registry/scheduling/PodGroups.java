package io.djong.apiserver.registry.scheduling;

import io.djong.api.types.meta.v1.Condition;
import io.djong.api.types.scheduling.v1alpha2.PodGroup;
import io.djong.api.types.scheduling.v1alpha2.PodGroupSpec;
import io.djong.api.types.scheduling.v1alpha2.PodGroupStatus;
import io.djong.api.types.scheduling.v1alpha2.SchedulingV1Alpha2;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import io.djong.base.features.FeatureGates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Groups of pods that are scheduled together.
public final class PodGroups {
    private final FeatureGates gates;

    /// @param gates say what of an object is kept
    public PodGroups(FeatureGates gates) {
        this.gates = gates;
    }

    /// The declaration.
    public ResourceDeclaration<PodGroup> declaration() {
        return ResourceDeclaration.of(
                        SchedulingV1Alpha2.POD_GROUPS, "/registry/podgroups", new GroupStrategy(), columns())
                .gatedBy("GenericWorkload")
                .withSubresources(List.of(PartView.statusAlone(
                        PodGroup.TYPE,
                        (kept, sent) -> kept.withStatus(kept(sent.status(), kept.spec())),
                        (validation, group, old) -> validation.checkUpdateStatus(group, old))));
    }

    private PodGroupStatus kept(PodGroupStatus status, PodGroupSpec spec) {
        var claims = gates.isEnabled("DRAWorkloadResourceClaims")
                || !spec.resourceClaims().isEmpty();
        return claims ? status : status.withResourceClaimStatuses(List.of());
    }

    /// Without what belongs to features that are off, unless it was used before.
    private PodGroupSpec kept(PodGroupSpec given, PodGroupSpec old) {
        var spec = given;
        if (!gates.isEnabled("TopologyAwareWorkloadScheduling") && old.schedulingConstraints() == null) {
            spec = spec.withSchedulingConstraints(null);
        }
        if (!gates.isEnabled("DRAWorkloadResourceClaims")
                && old.resourceClaims().isEmpty()) {
            spec = spec.withResourceClaims(List.of());
        }
        if (gates.isEnabled("WorkloadAwarePreemption")) {
            return spec;
        }
        return spec.withDisruptionMode(old.disruptionMode() == null ? null : spec.disruptionMode())
                .withPriorityClassName(old.priorityClassName().isEmpty() ? "" : spec.priorityClassName())
                .withPriority(old.priority() == null ? null : spec.priority());
    }

    private static ColumnTable<PodGroup> columns() {
        return ColumnTable.<PodGroup>named()
                .text(
                        "Policy",
                        "Whether its pods start together or each alone.",
                        group -> group.spec().schedulingPolicy().gang() == null ? "Basic" : "Gang")
                .text("Workload", "Whose template it is made from.", PodGroups::workload)
                .text("Status", "Whether its pods have places.", PodGroups::state)
                .age();
    }

    private static String workload(PodGroup group) {
        var reference = group.spec().podGroupTemplateRef();
        var workload = reference == null ? null : reference.workload();
        return workload == null ? Cells.NONE : workload.workloadName();
    }

    private static String state(PodGroup group) {
        var disrupted = last(group, "DisruptionTarget");
        if (disrupted != null) {
            return disrupted.reason();
        }
        var scheduled = last(group, "PodGroupScheduled");
        if (scheduled == null) {
            return "Pending";
        }
        return scheduled.status().equals("True") ? "Scheduled" : "Unschedulable";
    }

    private static @Nullable Condition last(PodGroup group, String type) {
        @Nullable Condition found = null;
        for (var condition : group.status().conditions()) {
            if (condition.type().equals(type)) {
                found = condition;
            }
        }
        return found;
    }

    private final class GroupStrategy implements Strategy<PodGroup> {
        @Override
        public PodGroup prepareForCreate(PodGroup group, OperationContext context) {
            return group.withStatus(PodGroupStatus.EMPTY).withSpec(kept(group.spec(), PodGroupSpec.EMPTY));
        }

        @Override
        public PodGroup prepareForUpdate(PodGroup group, PodGroup old, OperationContext context) {
            return group.withStatus(old.status()).withSpec(kept(group.spec(), old.spec()));
        }
    }
}
