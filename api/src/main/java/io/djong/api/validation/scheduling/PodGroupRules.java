package io.djong.api.validation.scheduling;

import io.djong.api.types.scheduling.v1alpha2.PodGroup;
import io.djong.api.types.scheduling.v1alpha2.PodGroupResourceClaimStatus;
import io.djong.api.types.scheduling.v1alpha2.PodGroupResourceClaimStatusCodec;
import io.djong.api.types.scheduling.v1alpha2.PodGroupTemplateReference;
import io.djong.api.validation.DeclaredRules;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.ConditionRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;

/// Groups of pods that are scheduled together.
public final class PodGroupRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");

    private PodGroupRules() {}

    /// A new group.
    public static void create(FieldErrors errors, PodGroup group) {
        ObjectMetaRules.create(errors, group.metadata(), true, NameRule.SUBDOMAIN);
        var spec = group.spec();
        var parts = new PodGroupParts(errors);
        if (spec.podGroupTemplateRef() != null) {
            template(errors, spec.podGroupTemplateRef());
        }
        parts.policy(SPEC.child("schedulingPolicy"), spec.schedulingPolicy());
        parts.constraints(SPEC.child("schedulingConstraints"), spec.schedulingConstraints());
        parts.claims(SPEC.child("resourceClaims"), spec.resourceClaims());
        parts.mode(SPEC.child("disruptionMode"), spec.disruptionMode());
        parts.priority(SPEC, spec.priorityClassName(), spec.priority());
    }

    private static void template(FieldErrors errors, PodGroupTemplateReference reference) {
        var path = SPEC.child("podGroupTemplateRef");
        var workload = reference.workload();
        var rules = new DeclaredRules(errors);
        rules.union(path, List.of("workload"), new boolean[] {workload != null}, null);
        if (workload != null) {
            var at = path.child("workload");
            rules.required(at.child("workloadName"), workload.workloadName(), null, DnsNames::longName);
            rules.required(
                    at.child("podGroupTemplateName"), workload.podGroupTemplateName(), null, DnsNames::shortName);
        }
    }

    /// A changed group: nothing of what is wanted may change.
    public static void update(FieldErrors errors, PodGroup group, PodGroup old) {
        ObjectMetaRules.update(errors, group.metadata(), old.metadata());
        var now = group.spec();
        var before = old.spec();
        var parts = new PodGroupParts(errors);
        parts.fixed(SPEC.child("podGroupTemplateRef"), now.podGroupTemplateRef(), before.podGroupTemplateRef());
        parts.fixed(SPEC.child("schedulingPolicy"), now.schedulingPolicy(), before.schedulingPolicy());
        parts.fixed(SPEC.child("schedulingConstraints"), now.schedulingConstraints(), before.schedulingConstraints());
        parts.fixed(SPEC.child("resourceClaims"), now.resourceClaims(), before.resourceClaims());
        if (!now.resourceClaims().equals(before.resourceClaims())) {
            parts.fitsClaims(SPEC.child("resourceClaims"), now.resourceClaims());
        }
        parts.fixed(SPEC.child("disruptionMode"), now.disruptionMode(), before.disruptionMode());
        parts.fixed(SPEC.child("priorityClassName"), now.priorityClassName(), before.priorityClassName());
        parts.fixed(SPEC.child("priority"), now.priority(), before.priority());
    }

    /// What came of it.
    public static void status(FieldErrors errors, PodGroup group, PodGroup old) {
        ObjectMetaRules.update(errors, group.metadata(), old.metadata());
        ConditionRules.check(errors, STATUS.child("conditions"), group.status().conditions());
        var statuses = group.status().resourceClaimStatuses();
        var path = STATUS.child("resourceClaimStatuses");
        for (int i = 0; i < statuses.size(); i++) {
            var name = statuses.get(i).name();
            if (group.spec().resourceClaims().stream()
                    .noneMatch(claim -> claim.name().equals(name))) {
                errors.invalid(
                        path.index(i).child("name"), name, "must match the name of an entry in `spec.resourceClaims`");
            }
        }
        var before = old.status().resourceClaimStatuses();
        if (!statuses.equals(before) && new PodGroupParts(errors).fitsClaims(path, statuses)) {
            claims(errors, path, statuses, before);
        }
    }

    private static void claims(
            FieldErrors errors,
            FieldPath path,
            List<PodGroupResourceClaimStatus> statuses,
            List<PodGroupResourceClaimStatus> before) {
        for (int i = 0; i < statuses.size(); i++) {
            var status = statuses.get(i);
            if (statuses.subList(0, i).stream().anyMatch(other -> other.name().equals(status.name()))) {
                errors.duplicateShown(path.index(i), Shown.json(PodGroupResourceClaimStatusCodec.CODEC, status));
            }
        }
        for (int i = 0; i < statuses.size(); i++) {
            if (!before.contains(statuses.get(i))) {
                new DeclaredRules(errors)
                        .optional(
                                path.index(i).child("resourceClaimName"),
                                statuses.get(i).resourceClaimName(),
                                null,
                                DnsNames::longName);
            }
        }
    }
}
