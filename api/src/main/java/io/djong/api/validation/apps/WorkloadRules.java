package io.djong.api.validation.apps;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.IntOrString;
import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.Selector;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.LabelSelectorCodec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Shown;
import io.djong.api.validation.core.PodTemplateRules;
import io.djong.api.validation.meta.LabelSelectorRules;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What workloads have in common: selectors, templates, counts and shares.
public final class WorkloadRules {
    private static final String TOO_MANY = "cannot be greater than status.replicas";

    private WorkloadRules() {}

    /// The selector of a workload, which must select something.
    ///
    /// @param old the selector before the change; null for a new object and when there was none
    /// @param workload `deployment` or another word for the message about empty selectors
    /// @return what it selects; null when it cannot be read
    static @Nullable Selector selector(
            FieldErrors errors,
            FieldPath path,
            @Nullable LabelSelector selector,
            @Nullable LabelSelector old,
            String workload) {
        if (selector == null) {
            errors.required(path);
        } else {
            LabelSelectorRules.check(errors, path, selector, hasWrongValues(old));
            if (selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty()) {
                errors.invalidShown(path, shown(selector), "empty selector is invalid for " + workload);
            }
        }
        try {
            return LabelSelectors.checked(selector);
        } catch (SelectorException _) {
            errors.invalidShown(path, shown(selector), "invalid label selector");
            return null;
        }
    }

    static boolean hasWrongValues(@Nullable LabelSelector old) {
        var errors = new FieldErrors();
        LabelSelectorRules.check(errors, FieldPath.ROOT, old, false);
        return !errors.isEmpty();
    }

    private static String shown(@Nullable LabelSelector selector) {
        return Shown.json(LabelSelectorCodec.CODEC, selector);
    }

    /// The template of a workload that keeps pods running.
    static void template(
            FieldErrors errors,
            FieldPath path,
            PodTemplateSpec template,
            @Nullable PodTemplateSpec old,
            Selector selector,
            boolean privileged) {
        matches(errors, path, template, selector);
        PodTemplateRules.check(errors, path, template, old, privileged);
    }

    /// The pods of the template are selected.
    static void matches(FieldErrors errors, FieldPath path, PodTemplateSpec template, Selector selector) {
        if (!selector.isEmpty() && !selector.matches(template.metadata().labels())) {
            notMatching(errors, path, template);
        }
    }

    static void notMatching(FieldErrors errors, FieldPath path, PodTemplateSpec template) {
        errors.invalidShown(
                path.child("metadata", "labels"),
                Shown.texts(template.metadata().labels()),
                "`selector` does not match template `labels`");
    }

    /// A count of collisions never goes down.
    static void notDecremented(FieldErrors errors, FieldPath path, @Nullable Integer count, @Nullable Integer before) {
        if (before != null && (count == null || count < before)) {
            errors.invalid(path, count == null ? 0 : count, "cannot be decremented");
        }
    }

    /// Pods of workloads always start again, and have no deadline.
    static void restarts(FieldErrors errors, FieldPath path, PodTemplateSpec template, String kind) {
        if (!template.spec().restartPolicy().equals("Always")) {
            errors.notSupported(
                    path.child("spec", "restartPolicy"), template.spec().restartPolicy(), List.of("Always"));
        }
        if (template.spec().activeDeadlineSeconds() != null) {
            errors.forbidden(
                    path.child("spec", "activeDeadlineSeconds"),
                    "activeDeadlineSeconds in " + kind + " is not Supported");
        }
    }

    static void immutable(
            FieldErrors errors, FieldPath path, @Nullable LabelSelector now, @Nullable LabelSelector before) {
        if (!Objects.equals(now, before)) {
            errors.invalidShown(path, shown(now), "field is immutable");
        }
    }

    static void notNegative(FieldErrors errors, FieldPath path, @Nullable Integer value) {
        if (value != null) {
            Numbers.notNegative(errors, path, value);
        }
    }

    /// Pods that are ready are among all, and those that are available among both.
    ///
    /// @param path of the status
    static void ready(FieldErrors errors, FieldPath path, int ready, int available, int all) {
        notMore(errors, path.child("readyReplicas"), ready, all);
        notMore(errors, path.child("availableReplicas"), available, all);
        if (available > ready) {
            errors.invalid(path.child("availableReplicas"), available, "cannot be greater than readyReplicas");
        }
    }

    static void notMore(FieldErrors errors, FieldPath path, int count, int all) {
        if (count > all) {
            errors.invalid(path, count, TOO_MANY);
        }
    }

    /// A number or a percentage.
    public static void share(FieldErrors errors, FieldPath path, IntOrString share) {
        if (share.isString()) {
            for (String wrong : Numbers.percent(share.text())) {
                errors.invalidShown(path, GoQuote.quote(share.text()), wrong);
            }
        } else {
            Numbers.notNegative(errors, path, share.number());
        }
    }

    /// The number or percentage, also a number in a text; 0 for what is neither.
    static int amount(IntOrString share) {
        if (!share.isString()) {
            return share.number();
        }
        String text = share.text();
        try {
            boolean percent = Numbers.percent(text).isEmpty();
            return Integer.parseInt(percent ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /// A percentage is of what there is.
    public static void notOverAll(FieldErrors errors, FieldPath path, IntOrString share) {
        if (share.isString() && Numbers.percent(share.text()).isEmpty() && amount(share) > 100) {
            errors.invalid(path, share.text(), "must not be greater than 100%");
        }
    }
}
