package io.djong.api.validation.apiextensions;

import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import org.jspecify.annotations.Nullable;

/// Kinds in the community's own groups need its approval, told in an annotation.
final class ApprovalRules {
    private static final String ANNOTATION = "api-approved.kubernetes.io";
    private static final String NEEDED = "protected groups must have approval annotation \"" + ANNOTATION + "\"";
    private static final String SEE = ", see https://github.com/kubernetes/enhancements/pull/1111";
    private static final FieldPath PATH =
            FieldPath.of("metadata").child("annotations").key(ANNOTATION);

    private ApprovalRules() {}

    private enum State {
        MISSING,
        BYPASSED,
        APPROVED,
        INVALID
    }

    static void check(FieldErrors errors, CustomResourceDefinition now, @Nullable CustomResourceDefinition old) {
        String group = now.spec().group();
        boolean community = group.equals("k8s.io")
                || group.endsWith(".k8s.io")
                || group.equals("kubernetes.io")
                || group.endsWith(".kubernetes.io");
        var state = state(annotation(now));
        if (!community || (old != null && state(annotation(old)) == state)) {
            return;
        }
        if (state == State.MISSING) {
            errors.required(PATH, NEEDED + SEE);
        } else if (state == State.INVALID) {
            errors.invalid(
                    PATH,
                    annotation(now),
                    NEEDED + " with either a URL or a reason starting with \"unapproved\"" + SEE);
        }
    }

    private static String annotation(CustomResourceDefinition definition) {
        return definition.metadata().annotations().getOrDefault(ANNOTATION, "");
    }

    private static State state(String annotation) {
        if (annotation.isEmpty()) {
            return State.MISSING;
        }
        if (annotation.startsWith("unapproved")) {
            return State.BYPASSED;
        }
        return annotation.matches("[A-Za-z][A-Za-z0-9+.-]*://[^/?# ]+[^ ]*") ? State.APPROVED : State.INVALID;
    }
}
