package io.djong.api.validation.core;

import io.djong.api.types.core.v1.PodTemplate;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;
import org.jspecify.annotations.Nullable;

/// Templates for pods, alone and in workloads.
public final class PodTemplateRules {
    private static final FieldPath TEMPLATE = FieldPath.of("template");

    private PodTemplateRules() {}

    /// A new one.
    public static void create(FieldErrors errors, PodTemplate template, boolean privileged) {
        ObjectMetaRules.create(errors, template.metadata(), true, NameRule.SUBDOMAIN);
        check(errors, TEMPLATE, template.template(), null, privileged);
    }

    /// A changed one.
    public static void update(FieldErrors errors, PodTemplate template, PodTemplate old, boolean privileged) {
        ObjectMetaRules.update(errors, template.metadata(), old.metadata());
        check(errors, TEMPLATE, template.template(), old.template(), privileged);
    }

    /// The template in a workload.
    ///
    /// @param old the template before the change, whose peculiarities are let pass; none for a new one
    /// @param privileged whether privileged containers are allowed in this cluster
    public static void check(
            FieldErrors errors,
            FieldPath path,
            PodTemplateSpec template,
            @Nullable PodTemplateSpec old,
            boolean privileged) {
        var leniency =
                old == null ? PodLeniency.strict(false, privileged) : PodRules.leniency(old.spec(), false, privileged);
        metadata(errors, path, template, old);
        var spec = path.child("spec");
        PodSpecRules.check(errors, spec, template.spec(), null, leniency);
        PodAnnotationRules.matchFields(errors, spec, template.metadata(), template.spec());
        if (!template.spec().ephemeralContainers().isEmpty()) {
            errors.forbidden(spec.child("ephemeralContainers"), "ephemeral containers not allowed in pod template");
        }
    }

    /// Labels and annotations of the template in a workload; [#check] asks for them too.
    ///
    /// @param old as in [#check]
    public static void metadata(
            FieldErrors errors, FieldPath path, PodTemplateSpec template, @Nullable PodTemplateSpec old) {
        var annotations = path.child("annotations");
        var meta = template.metadata();
        LabelNames.labels(errors, path.child("labels"), meta.labels());
        ObjectMetaRules.annotations(errors, annotations, meta.annotations());
        boolean anyCost =
                old != null && PodAnnotationRules.hasWrongCost(old.metadata().annotations());
        PodAnnotationRules.check(errors, annotations, meta.annotations(), template.spec(), anyCost);
    }
}
