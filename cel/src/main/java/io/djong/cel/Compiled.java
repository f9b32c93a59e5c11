package io.djong.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.Source;
import dev.cel.compiler.CelCompiler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression, read and checked.
///
/// @param ast null when there is a problem
/// @param problem what is wrong, in upstream's words; empty when nothing is
record Compiled(@Nullable CelAbstractSyntaxTree ast, String problem) {
    private static final String MISMATCH = "expected type '";

    /// Gives compilers.
    @FunctionalInterface
    interface Compilers {
        /// @param mixed whether a literal of a list or map may hold several types
        CelCompiler compiler(boolean mixed);
    }

    private record Attempt(
            @Nullable CelAbstractSyntaxTree ast, List<CelIssue> issues, Source source) {
        Compiled compiled() {
            return ast == null ? new Compiled(null, CelIssue.toDisplayString(issues, source)) : new Compiled(ast, "");
        }

        boolean mixes() {
            return issues.stream().anyMatch(issue -> issue.getMessage().startsWith(MISMATCH));
        }
    }

    /// Literals of lists and maps hold one type; but what is to be formatted, and what sorting is made
    /// of, need not. Where they do not, only that is said of them.
    static Compiled of(String expression, Compilers compilers) {
        try {
            var strict = once(expression, compilers.compiler(false));
            if (!strict.mixes()) {
                return strict.compiled();
            }
            var mixed = once(expression, compilers.compiler(true));
            boolean free = expression.contains("format(") || expression.contains("sortBy(");
            if (mixed.ast() != null && free) {
                return mixed.compiled();
            }
            var issues = new LinkedHashSet<CelIssue>();
            strict.issues().stream()
                    .filter(issue -> issue.getMessage().startsWith(MISMATCH))
                    .forEach(issues::add);
            issues.addAll(mixed.issues());
            var sorted = issues.stream()
                    .sorted(Comparator.comparingInt(
                                    (CelIssue issue) -> issue.getSourceLocation().getLine())
                            .thenComparingInt(issue -> issue.getSourceLocation().getColumn()))
                    .toList();
            return new Attempt(null, sorted, strict.source()).compiled();
        } catch (CelValidationException e) {
            return new Compiled(null, String.valueOf(e.getMessage()));
        }
    }

    private static Attempt once(String expression, CelCompiler compiler) throws CelValidationException {
        var parsed = compiler.parse(expression);
        if (parsed.hasError()) {
            return failed(parsed, true);
        }
        var checked = compiler.check(parsed.getAst());
        if (checked.hasError()) {
            return failed(checked, false);
        }
        var literals = LiteralRules.check(checked.getAst());
        return new Attempt(literals.isEmpty() ? checked.getAst() : null, literals, checked.getSource());
    }

    /// @param syntax whether the parser found the errors; upstream says so of what the grammar does not
    /// allow
    private static Attempt failed(CelValidationResult result, boolean syntax) {
        var issues = new ArrayList<CelIssue>();
        for (var issue : result.getErrors()) {
            issues.add(CelIssue.formatError(issue.getSourceLocation(), IssueTexts.of(issue.getMessage(), syntax)));
        }
        return new Attempt(null, issues, result.getSource());
    }
}
