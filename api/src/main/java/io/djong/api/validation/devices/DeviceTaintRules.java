package io.djong.api.validation.devices;

import io.djong.api.types.resource.v1.DeviceToleration;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import java.util.List;

/// Taints of devices and their tolerations.
final class DeviceTaintRules {
    private static final List<String> EFFECTS = List.of("NoExecute", "NoSchedule", "None");
    private static final List<String> OPERATORS = List.of("Equal", "Exists");

    private DeviceTaintRules() {}

    /// @param sameEffect whether the effect is that of the taint before, which is not judged again
    static void taint(FieldErrors errors, FieldPath path, String key, String value, String effect, boolean sameEffect) {
        DeviceNames.key(errors, path.child("key"), key);
        if (!value.isEmpty()) {
            value(errors, path.child("value"), value);
        }
        if (sameEffect) {
            return;
        }
        if (effect.isEmpty()) {
            errors.required(path.child("effect"));
        } else if (!EFFECTS.contains(effect)) {
            errors.notSupported(path.child("effect"), effect, EFFECTS);
        }
    }

    static void toleration(FieldErrors errors, FieldPath path, DeviceToleration toleration) {
        if (!toleration.key().isEmpty()) {
            DeviceNames.key(errors, path.child("key"), toleration.key());
        }
        switch (toleration.operator()) {
            case "Exists" -> {
                if (!toleration.value().isEmpty()) {
                    errors.invalid(path.child("value"), toleration.value(), "must be empty for operator `Exists`");
                }
            }
            case "Equal" -> value(errors, path.child("value"), toleration.value());
            case "" -> errors.required(path.child("operator"));
            default -> errors.notSupported(path.child("operator"), toleration.operator(), OPERATORS);
        }
        if (!toleration.effect().isEmpty() && !EFFECTS.contains(toleration.effect())) {
            errors.notSupported(path.child("effect"), toleration.effect(), EFFECTS);
        }
    }

    private static void value(FieldErrors errors, FieldPath path, String value) {
        errors.invalidEach(path, value, LabelNames.value(value));
    }
}
