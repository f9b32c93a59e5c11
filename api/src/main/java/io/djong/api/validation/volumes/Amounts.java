package io.djong.api.validation.volumes;

import io.djong.api.quantity.Quantity;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;

/// Amounts of storage.
final class Amounts {
    private Amounts() {}

    /// Not negative.
    ///
    /// @return whether it is right
    static boolean basic(FieldErrors errors, FieldPath path, Quantity amount) {
        if (amount.value() < 0) {
            errors.invalid(path, amount.value(), "must be a valid resource quantity");
            return false;
        }
        return true;
    }
}
