package io.djong.api.validation.expression;

import org.jspecify.annotations.Nullable;

/// Reads the rules in schemas of custom resources (`x-kubernetes-validations`): whether they are well
/// formed, and whether they look at the old value. Types of a schema are not known to it.
@FunctionalInterface
public interface SchemaExpressions {
    /// Finds nothing wrong: where nobody reads them.
    SchemaExpressions UNCHECKED = expression -> null;

    /// What a rule is.
    ///
    /// @param problem why it cannot be read; empty when it can
    /// @param oldSelf whether it looks at the old value
    record Reading(String problem, boolean oldSelf) {}

    /// Reads a rule.
    ///
    /// @return null when nobody does
    @Nullable
    Reading read(String expression);
}
