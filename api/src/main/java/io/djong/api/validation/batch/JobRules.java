package io.djong.api.validation.batch;

import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.Selector;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.batch.v1.Job;
import io.djong.api.types.batch.v1.JobSpec;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.meta.v1.LabelSelectorCodec;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Jobs.
public final class JobRules {
    /// The labels that say which job a pod is of; the API server sets them.
    public static final String NAME_LABEL = "batch.kubernetes.io/job-name";

    /// The uid of the job.
    public static final String UID_LABEL = "batch.kubernetes.io/controller-uid";

    /// The first form of [#NAME_LABEL].
    public static final String OLD_NAME_LABEL = "job-name";

    /// The first form of [#UID_LABEL].
    public static final String OLD_UID_LABEL = "controller-uid";

    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath METADATA = FieldPath.of("metadata");

    private JobRules() {}

    /// A new one.
    public static void create(FieldErrors errors, Job job, boolean privileged) {
        whole(errors, job, null, privileged);
    }

    /// A changed one.
    public static void update(FieldErrors errors, Job job, Job old, boolean privileged) {
        whole(errors, job, old, privileged);
        ObjectMetaRules.update(errors, job.metadata(), old.metadata());
        spec(errors, job.spec(), old, privileged);
        JobChangeRules.check(errors, SPEC, job.spec(), old);
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, Job job, Job old) {
        ObjectMetaRules.update(errors, job.metadata(), old.metadata());
        JobStatusRules.check(errors, job, old);
    }

    private static void whole(FieldErrors errors, Job job, @Nullable Job old, boolean privileged) {
        ObjectMetaRules.create(errors, job.metadata(), true, NameRule.SUBDOMAIN);
        generatedSelector(errors, job, old);
        spec(errors, job.spec(), old, privileged);
        Integer completions = job.spec().completions();
        if (JobSpecRules.isIndexed(job.spec()) && completions != null && completions > 0) {
            String name = job.metadata().name();
            String last = name + "-" + (completions - 1);
            if (!DnsNames.label(last).isEmpty()) {
                errors.invalid(
                        METADATA.child("name"), name, "will not able to create pod with invalid DNS label: " + last);
            }
        }
    }

    private static void spec(FieldErrors errors, JobSpec spec, @Nullable Job old, boolean privileged) {
        @Nullable PodTemplateSpec template = old == null ? null : old.spec().template();
        JobSpecRules.check(errors, SPEC, spec, template, privileged);
        var at = SPEC.child("selector");
        if (spec.selector() == null) {
            errors.required(at);
        } else {
            boolean anyValues = old != null && hasWrongValues(old);
            LabelSelectorRules.check(errors, at, spec.selector(), anyValues);
        }
        var labels = spec.template().metadata().labels();
        var selector = selector(spec);
        if (selector != null && !selector.matches(labels)) {
            errors.invalidShown(
                    SPEC.child("template").child("metadata", "labels"),
                    Shown.texts(labels),
                    "`selector` does not match template `labels`");
        }
    }

    private static boolean hasWrongValues(Job old) {
        var errors = new FieldErrors();
        LabelSelectorRules.check(errors, FieldPath.ROOT, old.spec().selector(), false);
        return !errors.isEmpty();
    }

    private static @Nullable Selector selector(JobSpec spec) {
        try {
            return LabelSelectors.checked(spec.selector());
        } catch (SelectorException _) {
            return null; // said already, by the rules of selectors
        }
    }

    /// Unless its owner does it, the server labels the pods and selects them by their job's uid.
    private static void generatedSelector(FieldErrors errors, Job job, @Nullable Job old) {
        if (Boolean.TRUE.equals(job.spec().manualSelector()) || job.spec().selector() == null) {
            return;
        }
        String uid = job.metadata().uid();
        String name = job.metadata().name();
        if (uid.isEmpty()) {
            errors.required(METADATA.child("uid"));
        }
        label(errors, job, OLD_UID_LABEL, uid);
        label(errors, job, OLD_NAME_LABEL, name);
        Map<String, String> expected = Map.of(OLD_UID_LABEL, uid, OLD_NAME_LABEL, name);
        if (old == null || hasLabels(old)) {
            label(errors, job, UID_LABEL, uid);
            label(errors, job, NAME_LABEL, name);
            expected = Map.of(OLD_UID_LABEL, uid, OLD_NAME_LABEL, name, UID_LABEL, uid, NAME_LABEL, name);
        }
        var selector = selector(job.spec());
        if (selector != null && !selector.matches(expected)) {
            errors.invalidShown(
                    SPEC.child("selector"),
                    Shown.json(LabelSelectorCodec.CODEC, job.spec().selector()),
                    "`selector` not auto-generated");
        }
    }

    private static boolean hasLabels(Job old) {
        var labels = old.spec().template().metadata().labels();
        return labels.containsKey(NAME_LABEL) && labels.containsKey(UID_LABEL);
    }

    private static void label(FieldErrors errors, Job job, String key, String expected) {
        var labels = job.spec().template().metadata().labels();
        var path = SPEC.child("template").child("metadata").child("labels").key(key);
        String value = labels.get(key);
        if (value == null) {
            errors.required(path, "must be '" + expected + "'");
        } else if (!value.equals(expected)) {
            errors.invalidShown(path, Shown.texts(labels), "must be '" + expected + "'");
        }
    }
}
