package io.djong.api.pods;

import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// Annotations of pods that fields have taken the place of.
final class PodAnnotationWarnings {
    private static final String SECCOMP = "seccomp.security.alpha.kubernetes.io/pod";
    private static final List<List<String>> WITHOUT_EFFECT = List.of(
            List.of(
                    "scheduler.alpha.kubernetes.io/critical-pod",
                    "non-functional in v1.16+; use the \"priorityClassName\" field instead"),
            List.of(
                    "security.alpha.kubernetes.io/sysctls",
                    "non-functional in v1.11+; use the \"sysctls\" field instead"),
            List.of(
                    "security.alpha.kubernetes.io/unsafe-sysctls",
                    "non-functional in v1.11+; use the \"sysctls\" field instead"));

    private PodAnnotationWarnings() {}

    static List<String> ofPod(FieldPath metadata, ObjectMeta meta) {
        var sentences = new ArrayList<String>(0);
        for (var each : WITHOUT_EFFECT) {
            if (meta.annotations().containsKey(each.getFirst())) {
                sentences.add(at(metadata, each.getFirst()) + ": " + each.getLast());
            }
        }
        return sentences;
    }

    static List<String> ofSeccomp(FieldPath metadata, ObjectMeta meta, PodSpec spec) {
        var context = spec.securityContext();
        boolean told = context != null && context.seccompProfile() != null;
        return told || !meta.annotations().containsKey(SECCOMP)
                ? List.of()
                : List.of(
                        at(metadata, SECCOMP) + ": non-functional in v1.27+; use the \"seccompProfile\" field instead");
    }

    static String at(FieldPath metadata, String annotation) {
        return metadata.child("annotations").key(annotation).toString();
    }
}
