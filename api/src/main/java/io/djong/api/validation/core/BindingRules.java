package io.djong.api.validation.core;

import io.djong.api.types.core.v1.Binding;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.List;

/// Decisions that a pod goes to a node.
public final class BindingRules {
    private static final FieldPath TARGET = FieldPath.of("target");

    private BindingRules() {}

    /// A new one; it is never stored.
    public static void create(FieldErrors errors, Binding binding) {
        String kind = binding.target().kind();
        if (!kind.isEmpty() && !kind.equals("Node")) {
            errors.notSupported(TARGET.child("kind"), kind, List.of("Node", "<empty>"));
        }
        if (binding.target().name().isEmpty()) {
            errors.required(TARGET.child("name"));
        }
    }
}
