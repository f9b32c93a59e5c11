package io.djong.api.validation.scheduling;

import io.djong.api.types.scheduling.v1alpha2.PodGroupTemplate;
import io.djong.api.types.scheduling.v1alpha2.PodGroupTemplateCodec;
import io.djong.api.types.scheduling.v1alpha2.TypedLocalObjectReference;
import io.djong.api.types.scheduling.v1alpha2.Workload;
import io.djong.api.validation.DeclaredRules;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;

/// Templates of groups of pods, of one controller.
public final class WorkloadRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath TEMPLATES = SPEC.child("podGroupTemplates");
    private static final int TEMPLATES_MAX = 8;

    private WorkloadRules() {}

    /// A new workload.
    public static void create(FieldErrors errors, Workload workload) {
        ObjectMetaRules.create(errors, workload.metadata(), true, NameRule.SUBDOMAIN);
        var controller = workload.spec().controllerRef();
        if (controller != null) {
            controller(errors, SPEC.child("controllerRef"), controller);
        }
        var templates = workload.spec().podGroupTemplates();
        if (bounded(errors, templates)) {
            templates(errors, templates);
        }
    }

    private static boolean bounded(FieldErrors errors, List<PodGroupTemplate> templates) {
        if (templates.isEmpty()) {
            errors.required(TEMPLATES);
            return false;
        }
        return new PodGroupParts(errors).fits(TEMPLATES, templates, TEMPLATES_MAX);
    }

    private static void controller(FieldErrors errors, FieldPath path, TypedLocalObjectReference reference) {
        var rules = new DeclaredRules(errors);
        if (!reference.apiGroup().isEmpty()) {
            rules.optional(path.child("apiGroup"), reference.apiGroup(), null, DnsNames::longName);
        }
        rules.required(path.child("kind"), reference.kind(), null, NameRule::pathSegment);
        rules.required(path.child("name"), reference.name(), null, NameRule::pathSegment);
    }

    private static void templates(FieldErrors errors, List<PodGroupTemplate> templates) {
        for (int i = 0; i < templates.size(); i++) {
            var name = templates.get(i).name();
            if (templates.subList(0, i).stream()
                    .anyMatch(template -> template.name().equals(name))) {
                errors.duplicateShown(TEMPLATES.index(i), Shown.json(PodGroupTemplateCodec.CODEC, templates.get(i)));
            }
        }
        var parts = new PodGroupParts(errors);
        for (int i = 0; i < templates.size(); i++) {
            var template = templates.get(i);
            var path = TEMPLATES.index(i);
            new DeclaredRules(errors).required(path.child("name"), template.name(), null, DnsNames::shortName);
            parts.policy(path.child("schedulingPolicy"), template.schedulingPolicy());
            parts.constraints(path.child("schedulingConstraints"), template.schedulingConstraints());
            parts.claims(path.child("resourceClaims"), template.resourceClaims());
            parts.mode(path.child("disruptionMode"), template.disruptionMode());
            parts.priority(path, template.priorityClassName(), template.priority());
        }
    }

    /// A changed workload: nothing of what is wanted may change.
    public static void update(FieldErrors errors, Workload workload, Workload old) {
        ObjectMetaRules.update(errors, workload.metadata(), old.metadata());
        var parts = new PodGroupParts(errors);
        parts.fixed(
                SPEC.child("controllerRef"),
                workload.spec().controllerRef(),
                old.spec().controllerRef());
        var templates = workload.spec().podGroupTemplates();
        if (!templates.equals(old.spec().podGroupTemplates())) {
            parts.fixed(TEMPLATES, templates, old.spec().podGroupTemplates());
            bounded(errors, templates);
        }
    }
}
