package io.djong.api.validation.meta;

import io.djong.api.meta.Times;
import io.djong.api.types.meta.v1.Condition;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Conditions of the shared type (`meta/v1`), as the newer kinds have them in their status.
public final class ConditionRules {
    private static final int REASON_MAX = 1_024;
    private static final int MESSAGE_MAX = 32_768;
    private static final List<String> STATUSES = List.of("False", "True", "Unknown");
    private static final String REASON_TEXT = Texts.expression(
            "a condition reason must start with alphabetic character, optionally followed by a string of"
                    + " alphanumeric characters or '_,:', and must end with an alphanumeric character or '_'",
            "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?",
            "my_name",
            "MY_NAME",
            "MyName",
            "ReasonA,ReasonB",
            "ReasonA:ReasonB");

    private ConditionRules() {}

    /// All conditions of a list, each of another type.
    public static void check(FieldErrors errors, FieldPath path, List<Condition> conditions) {
        Set<String> types = new HashSet<>();
        for (int i = 0; i < conditions.size(); i++) {
            var condition = conditions.get(i);
            if (!types.add(condition.type())) {
                errors.duplicate(path.index(i).child("type"), condition.type());
            }
            one(errors, path.index(i), condition);
        }
    }

    private static void one(FieldErrors errors, FieldPath path, Condition condition) {
        errors.invalidEach(path.child("type"), condition.type(), LabelNames.key(condition.type()));
        if (!STATUSES.contains(condition.status())) {
            errors.notSupported(path.child("status"), condition.status(), STATUSES);
        }
        if (condition.observedGeneration() < 0) {
            errors.invalid(
                    path.child("observedGeneration"),
                    condition.observedGeneration(),
                    "must be greater than or equal to zero");
        }
        if (condition.lastTransitionTime().equals(Times.ZERO)) {
            errors.required(path.child("lastTransitionTime"));
        }
        String reason = condition.reason();
        if (reason.isEmpty()) {
            errors.required(path.child("reason"));
        } else if (!isReason(reason)) {
            errors.invalid(path.child("reason"), reason, REASON_TEXT);
        }
        if (ByteLength.of(reason) > REASON_MAX) {
            errors.tooLong(path.child("reason"), REASON_MAX);
        }
        if (ByteLength.of(condition.message()) > MESSAGE_MAX) {
            errors.tooLong(path.child("message"), MESSAGE_MAX);
        }
    }

    private static boolean isReason(String reason) {
        for (int i = 0; i < reason.length(); i++) {
            char c = reason.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            boolean inner = letter || (c >= '0' && c <= '9') || c == '_';
            boolean allowed = i == 0 ? letter : inner || (i < reason.length() - 1 && (c == ',' || c == ':'));
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
