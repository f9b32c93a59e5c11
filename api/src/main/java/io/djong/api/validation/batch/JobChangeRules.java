package io.djong.api.validation.batch;

import io.djong.api.meta.StringCodec;
import io.djong.api.types.batch.v1.Job;
import io.djong.api.types.batch.v1.JobSpec;
import io.djong.api.types.batch.v1.PodFailurePolicyCodec;
import io.djong.api.types.batch.v1.SuccessPolicyCodec;
import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodSpecCodec;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.core.v1.PodTemplateSpecCodec;
import io.djong.api.types.meta.v1.LabelSelectorCodec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What may change in a job: little, and more while it is suspended and has no pods.
final class JobChangeRules {
    private JobChangeRules() {}

    static void check(FieldErrors errors, FieldPath path, JobSpec spec, Job oldJob) {
        var old = oldJob.spec();
        completions(errors, path, spec, old);
        if (!Objects.equals(spec.selector(), old.selector())) {
            errors.invalidShown(
                    path.child("selector"), Shown.json(LabelSelectorCodec.CODEC, spec.selector()), Texts.IMMUTABLE);
        }
        template(errors, path.child("template"), spec.template(), oldJob);
        same(errors, path.child("completionMode"), spec.completionMode(), old.completionMode());
        if (!Objects.equals(spec.podFailurePolicy(), old.podFailurePolicy())) {
            errors.invalidShown(
                    path.child("podFailurePolicy"),
                    InternalJson.of("batch/v1.PodFailurePolicy", PodFailurePolicyCodec.CODEC, spec.podFailurePolicy()),
                    Texts.IMMUTABLE);
        }
        if (!Objects.equals(spec.backoffLimitPerIndex(), old.backoffLimitPerIndex())) {
            errors.invalidShown(
                    path.child("backoffLimitPerIndex"), Shown.number(spec.backoffLimitPerIndex()), Texts.IMMUTABLE);
        }
        same(errors, path.child("managedBy"), spec.managedBy(), old.managedBy());
        if (!Objects.equals(spec.successPolicy(), old.successPolicy())) {
            errors.invalidShown(
                    path.child("successPolicy"),
                    InternalJson.of("batch/v1.SuccessPolicy", SuccessPolicyCodec.CODEC, spec.successPolicy()),
                    Texts.IMMUTABLE);
        }
    }

    private static void same(FieldErrors errors, FieldPath path, @Nullable String now, @Nullable String before) {
        if (!Objects.equals(now, before)) {
            errors.invalidShown(path, Shown.json(StringCodec.CODEC, now), Texts.IMMUTABLE);
        }
    }

    private static void completions(FieldErrors errors, FieldPath path, JobSpec spec, JobSpec old) {
        Integer now = spec.completions();
        if (Objects.equals(now, old.completions())) {
            return;
        }
        var at = path.child("completions");
        if (!JobSpecRules.isIndexed(spec)) {
            errors.invalidShown(at, Shown.number(now), Texts.IMMUTABLE);
        } else if (now != null && !now.equals(spec.parallelism())) {
            errors.invalid(at, now, "can only be modified in tandem with spec.parallelism");
        }
    }

    private static void template(FieldErrors errors, FieldPath path, PodTemplateSpec template, Job old) {
        var before = old.spec().template();
        if (!isMutable(old)) {
            if (!template.equals(before)) {
                errors.invalidShown(
                        path,
                        InternalJson.of("core/v1.PodTemplateSpec", PodTemplateSpecCodec.CODEC, template),
                        Texts.IMMUTABLE);
            }
            return;
        }
        var allowed = withResources(withDirectives(before.spec(), template.spec()), template.spec());
        if (!template.spec().equals(allowed)) {
            errors.invalidShown(
                    path.child("spec"),
                    InternalJson.of("core/v1.PodSpec", PodSpecCodec.CODEC, template.spec()),
                    Texts.IMMUTABLE);
        }
    }

    /// Whether the job is suspended, and none of its pods runs.
    private static boolean isMutable(Job job) {
        var status = job.status();
        boolean idle = status.startTime() == null || JobConditions.isTrue(job, "Suspended");
        return Boolean.TRUE.equals(job.spec().suspend()) && idle && status.active() == 0;
    }

    /// Where pods may run can change.
    private static PodSpec withDirectives(PodSpec before, PodSpec now) {
        return before.withAffinity(affinity(before.affinity(), now.affinity()))
                .withNodeSelector(now.nodeSelector())
                .withTolerations(now.tolerations())
                .withSchedulingGates(now.schedulingGates());
    }

    private static @Nullable Affinity affinity(@Nullable Affinity before, @Nullable Affinity now) {
        if (now == null) {
            if (before == null) {
                return null;
            }
            var rest = before.withNodeAffinity(null);
            return rest.equals(Affinity.EMPTY) ? null : rest;
        }
        return (before == null ? Affinity.EMPTY : before).withNodeAffinity(now.nodeAffinity());
    }

    /// What containers ask for can change.
    private static PodSpec withResources(PodSpec before, PodSpec now) {
        return before.withContainers(withResources(before.containers(), now.containers()))
                .withInitContainers(withResources(before.initContainers(), now.initContainers()));
    }

    private static List<Container> withResources(List<Container> before, List<Container> now) {
        if (before.size() != now.size()) {
            return before;
        }
        var all = new ArrayList<Container>(before.size());
        for (int i = 0; i < before.size(); i++) {
            var old = before.get(i);
            all.add(
                    old.name().equals(now.get(i).name())
                            ? old.withResources(now.get(i).resources())
                            : old);
        }
        return List.copyOf(all);
    }
}
