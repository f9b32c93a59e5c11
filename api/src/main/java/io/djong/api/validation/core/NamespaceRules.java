package io.djong.api.validation.core;

import io.djong.api.types.core.v1.Namespace;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;

/// Namespaces.
public final class NamespaceRules {
    private static final FieldPath FINALIZERS = FieldPath.of("spec").child("finalizers");

    private NamespaceRules() {}

    /// A new one.
    public static void create(FieldErrors errors, Namespace namespace) {
        ObjectMetaRules.create(errors, namespace.metadata(), false, NameRule.LABEL);
        for (String finalizer : namespace.spec().finalizers()) {
            finalizer(errors, FINALIZERS, finalizer);
        }
    }

    /// A changed one.
    public static void update(FieldErrors errors, Namespace namespace, Namespace old) {
        ObjectMetaRules.update(errors, namespace.metadata(), old.metadata());
    }

    /// A changed status: the phase follows from the deletion.
    public static void updateStatus(FieldErrors errors, Namespace namespace, Namespace old) {
        ObjectMetaRules.update(errors, namespace.metadata(), old.metadata());
        var path = FieldPath.of("status").child("Phase");
        String phase = namespace.status().phase();
        if (namespace.metadata().deletionTimestamp() == null) {
            if (!phase.equals("Active")) {
                errors.invalid(path, phase, "may only be 'Active' if `deletionTimestamp` is empty");
            }
        } else if (!phase.equals("Terminating")) {
            errors.invalid(path, phase, "may only be 'Terminating' if `deletionTimestamp` is not empty");
        }
    }

    /// Changed finalizers of the spec.
    public static void finalizeUpdate(FieldErrors errors, Namespace namespace, Namespace old) {
        ObjectMetaRules.update(errors, namespace.metadata(), old.metadata());
        var finalizers = namespace.spec().finalizers();
        for (int i = 0; i < finalizers.size(); i++) {
            finalizer(errors, FINALIZERS.index(i), finalizers.get(i));
        }
    }

    private static void finalizer(FieldErrors errors, FieldPath path, String finalizer) {
        errors.invalidEach(path, finalizer, LabelNames.key(finalizer));
        ObjectMetaRules.standardFinalizer(errors, path, finalizer);
    }
}
