package io.djong.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.Source;
import dev.cel.compiler.CelCompiler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression, read and checked.
///
/// @param ast null when there is a problem
/// @param problem what is wrong, in upstream's words; empty when nothing is
record Compiled(@Nullable CelAbstractSyntaxTree ast, String problem) {
    /// How many problems are shown.
    private static final int SHOWN_MAX = 100;

    static Compiled of(String expression, CelCompiler compiler) {
        try {
            var parsed = compiler.parse(expression);
            if (parsed.hasError() && IssueTexts.isTooDeep(parsed.getErrors())) {
                return new Compiled(null, IssueTexts.tooDeep(expression));
            }
            if (parsed.hasError() && expression.isEmpty()) {
                return new Compiled(null, IssueTexts.ofNothing(parsed.getErrors()));
            }
            if (parsed.hasError()) {
                return failed(IssueTexts.ofParser(parsed.getErrors()), parsed.getSource());
            }
            var numbers = LiteralRules.numbers(parsed.getAst());
            if (!numbers.isEmpty()) {
                return failed(numbers, parsed.getSource());
            }
            var checked = compiler.check(parsed.getAst());
            if (checked.hasError()) {
                return failed(IssueTexts.ofChecker(checked.getErrors(), parsed.getAst()), checked.getSource());
            }
            var literals = LiteralRules.check(checked.getAst());
            return literals.isEmpty() ? new Compiled(checked.getAst(), "") : failed(literals, checked.getSource());
        } catch (CelValidationException e) {
            return new Compiled(null, String.valueOf(e.getMessage()));
        }
    }

    private static Compiled failed(List<CelIssue> issues, Source source) {
        if (issues.size() <= SHOWN_MAX) {
            var sorted = issues.stream().sorted(LiteralRules.IN_ORDER).toList();
            return new Compiled(null, CelIssue.toDisplayString(sorted, source));
        }
        var shown = issues.subList(0, SHOWN_MAX).stream()
                .sorted(LiteralRules.IN_ORDER)
                .toList();
        int more = issues.size() - SHOWN_MAX;
        return new Compiled(
                null, CelIssue.toDisplayString(shown, source) + "\n" + more + " more errors were truncated");
    }
}
