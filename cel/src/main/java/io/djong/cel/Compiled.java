package io.djong.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// An expression, read and checked.
///
/// @param ast null when there is a problem
/// @param problem what is wrong, in upstream's words; empty when nothing is
record Compiled(@Nullable CelAbstractSyntaxTree ast, String problem) {
    /// Gives compilers.
    @FunctionalInterface
    interface Compilers {
        /// @param mixed whether a literal of a list or map may hold several types
        CelCompiler compiler(boolean mixed);
    }

    /// Literals of lists and maps hold one type; but what is to be formatted, and what sorting is made
    /// of, need not.
    static Compiled of(String expression, Compilers compilers) {
        var compiled = once(expression, compilers.compiler(false));
        boolean mixed = expression.contains("format(") || expression.contains("sortBy(");
        return compiled.ast() == null && mixed ? once(expression, compilers.compiler(true)) : compiled;
    }

    private static Compiled once(String expression, CelCompiler compiler) {
        try {
            var parsed = compiler.parse(expression);
            if (parsed.hasError()) {
                return failed(parsed, true);
            }
            var checked = compiler.check(parsed.getAst());
            if (checked.hasError()) {
                return failed(checked, false);
            }
            var literals = LiteralRules.check(checked.getAst());
            return literals.isEmpty()
                    ? new Compiled(checked.getAst(), "")
                    : new Compiled(null, CelIssue.toDisplayString(literals, checked.getSource()));
        } catch (CelValidationException e) {
            return new Compiled(null, String.valueOf(e.getMessage()));
        }
    }

    /// @param syntax whether the parser found the errors; upstream says so of what the grammar does not
    /// allow
    private static Compiled failed(CelValidationResult result, boolean syntax) {
        var issues = new ArrayList<CelIssue>();
        for (var issue : result.getErrors()) {
            issues.add(CelIssue.formatError(issue.getSourceLocation(), IssueTexts.of(issue.getMessage(), syntax)));
        }
        return new Compiled(null, CelIssue.toDisplayString(issues, result.getSource()));
    }
}
