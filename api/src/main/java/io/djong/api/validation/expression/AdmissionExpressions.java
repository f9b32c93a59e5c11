package io.djong.api.validation.expression;

import org.jspecify.annotations.Nullable;

/// Compiles the expressions of admission: match conditions of webhooks, and all that a policy has.
@FunctionalInterface
public interface AdmissionExpressions {
    /// Finds nothing wrong: where nobody compiles.
    AdmissionExpressions UNCHECKED = () -> new Scope() {
        @Override
        public void compose() {}

        @Override
        public @Nullable ExpressionProblem declare(String name, String expression, boolean params) {
            return null;
        }

        @Override
        public @Nullable ExpressionProblem compile(Purpose purpose, String expression, boolean params) {
            return null;
        }
    };

    /// What an expression is for: which variables it sees, and what it must give.
    enum Purpose {
        /// Whether a webhook or policy applies: a truth value; the variables of the policy are not seen.
        MATCH_CONDITION,
        /// Whether a request is right: a truth value.
        VALIDATION,
        /// What is wrong with the request: a text. The authorizer is not seen.
        MESSAGE,
        /// What goes to the audit log: a text, or null.
        AUDIT_ANNOTATION,
        /// A change by merging: an object.
        APPLY_CONFIGURATION,
        /// A change by steps: a list of them.
        JSON_PATCH
    }

    /// For the expressions of one object.
    Scope scope();

    /// The expressions of one object: later ones see the variables declared before. Used by one thread.
    interface Scope {
        /// Lets the expressions that follow see variables, although there may be none.
        void compose();

        /// Declares a variable for those that follow.
        ///
        /// @param params whether the policy has parameters
        /// @return null when it compiles
        @Nullable
        ExpressionProblem declare(String name, String expression, boolean params);

        /// Compiles an expression.
        ///
        /// @param params whether it sees parameters
        /// @return null when it compiles and gives what it must
        @Nullable
        ExpressionProblem compile(Purpose purpose, String expression, boolean params);
    }
}
