package io.djong.api.validation.devices;

import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;

/// Judges the expression of a device selector: whether it compiles to a boolean and may cost no more than
/// upstream's limit. The expression's length has been checked.
@FunctionalInterface
public interface SelectorCheck {
    /// Lets every expression pass.
    SelectorCheck NONE = (errors, path, expression, stored) -> {};

    /// Judges one.
    ///
    /// @param path of the expression
    /// @param stored whether the object had it before, so that what only new expressions may not use is let pass
    void check(FieldErrors errors, FieldPath path, String expression, boolean stored);
}
