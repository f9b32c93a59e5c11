package io.djong.api.validation.admissionregistration;

import io.djong.api.types.admissionregistration.v1.ValidatingWebhook;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.admissionregistration.WebhookRules.Hook;
import io.djong.api.validation.meta.LabelSelectorRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a changed configuration may still have, because the old one had it.
///
/// @param sameConditions no match condition has changed, so none is checked
/// @param sideEffects webhooks with side effects
/// @param unknownReviewVersions webhooks that know no version of reviews that we know
/// @param sharedNames webhooks of the same name
/// @param anyLabelValues selectors with values that no label can have
record WebhookLeniency(
        boolean sameConditions,
        boolean sideEffects,
        boolean unknownReviewVersions,
        boolean sharedNames,
        boolean anyLabelValues) {
    /// For new configurations.
    static final WebhookLeniency NONE = new WebhookLeniency(false, false, false, false, false);

    static WebhookLeniency of(List<Hook> now, List<Hook> before) {
        boolean same = now.size() == before.size();
        boolean effects = false;
        boolean unknown = false;
        boolean shared = false;
        boolean anyValues = false;
        Set<String> names = new HashSet<>();
        for (int i = 0; i < before.size(); i++) {
            var hook = before.get(i).hook();
            same = same && now.get(i).hook().matchConditions().equals(hook.matchConditions());
            effects |= !WebhookRules.hasNoSideEffects(hook);
            unknown |= hasUnknownVersionsOnly(hook);
            shared |= !names.add(hook.name());
            anyValues |= isWrong(hook.namespaceSelector()) || isWrong(hook.objectSelector());
        }
        return new WebhookLeniency(same, effects, unknown, shared, anyValues);
    }

    private static boolean hasUnknownVersionsOnly(ValidatingWebhook hook) {
        return !hook.admissionReviewVersions().isEmpty()
                && hook.admissionReviewVersions().stream().noneMatch(WebhookRules::isReviewVersion);
    }

    private static boolean isWrong(@Nullable LabelSelector selector) {
        var errors = new FieldErrors();
        LabelSelectorRules.check(errors, FieldPath.of("selector"), selector, false);
        return !errors.isEmpty();
    }
}
