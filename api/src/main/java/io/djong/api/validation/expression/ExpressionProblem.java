package io.djong.api.validation.expression;

import io.djong.api.json.GoQuote;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;

/// Why an expression cannot be used.
///
/// @param type invalid, required or internal
/// @param detail the compiler's words
public record ExpressionProblem(ErrorType type, String detail) {
    /// An expression that does not compile, or has the wrong type.
    public static ExpressionProblem invalid(String detail) {
        return new ExpressionProblem(ErrorType.INVALID, detail);
    }

    /// Tells it about a field.
    ///
    /// @param shown the expression as it stands there
    public void report(FieldErrors errors, FieldPath path, String shown) {
        errors.add(new FieldError(type, path.toString(), GoQuote.quote(shown), detail));
    }
}
