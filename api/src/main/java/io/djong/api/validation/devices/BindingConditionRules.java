package io.djong.api.validation.devices;

import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import java.util.HashSet;
import java.util.List;

/// Conditions for which a pod's binding waits, and those that end the waiting.
final class BindingConditionRules {
    private static final int MAX = 4;

    private BindingConditionRules() {}

    static void check(FieldErrors errors, FieldPath path, List<String> conditions, List<String> failures) {
        var at = path.child("bindingConditions");
        var failuresAt = path.child("bindingFailureConditions");
        keys(errors, at, conditions);
        keys(errors, failuresAt, failures);
        DeviceLists.unique(errors, at, conditions, condition -> condition);
        var seen = new HashSet<String>();
        for (int i = 0; i < failures.size(); i++) {
            var failure = failures.get(i);
            if (!seen.add(failure)) {
                errors.duplicate(failuresAt.index(i), failure);
            }
            if (conditions.contains(failure)) {
                errors.invalid(
                        failuresAt.index(i),
                        failure,
                        "bindingFailureConditions must not overlap with bindingConditions");
            }
        }
        if (conditions.isEmpty() && !failures.isEmpty()) {
            errors.invalidShown(
                    at, Shown.texts(conditions), "bindingConditions are required to use bindingFailureConditions");
        }
        if (failures.isEmpty() && !conditions.isEmpty()) {
            errors.invalidShown(
                    failuresAt,
                    Shown.texts(failures),
                    "bindingFailureConditions are required to use bindingConditions");
        }
    }

    private static void keys(FieldErrors errors, FieldPath path, List<String> keys) {
        if (DeviceLists.fits(errors, path, keys, MAX)) {
            for (int i = 0; i < keys.size(); i++) {
                DeviceNames.key(errors, path.index(i), keys.get(i));
            }
        }
    }
}
