package io.djong.api.validation.expression;

import io.djong.api.types.apiextensions.v1.ValidationRule;
import java.util.List;

/// Compiles the rules in schemas of custom resources (`x-kubernetes-validations`): whether they are well
/// formed and of the right types, and what they may cost.
@FunctionalInterface
public interface SchemaExpressions {
    /// Finds nothing wrong: where nobody compiles.
    SchemaExpressions UNCHECKED = (self, rules) -> List.of();

    /// What compiling an expression told.
    ///
    /// @param problem why it cannot be used; empty when it can
    /// @param costMax the most that it may cost, unsigned; 0 when there is a problem
    record Result(String problem, long costMax) {
        /// Of an expression that is not there.
        public static final Result NONE = new Result("", 0);
    }

    /// What compiling a rule told.
    ///
    /// @param oldSelf whether it looks at the old value
    /// @param message of the expression that makes its message
    record CompiledRule(Result rule, boolean oldSelf, Result message) {}

    /// Compiles the rules of one part of a schema.
    ///
    /// @param self what they look at
    /// @return one for each rule, in order; none when nobody compiles
    List<CompiledRule> compile(DeclaredType self, List<ValidationRule> rules);
}
