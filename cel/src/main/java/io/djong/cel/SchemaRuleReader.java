package io.djong.cel;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.compiler.CelCompiler;
import io.djong.api.validation.expression.SchemaExpressions;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Reads the rules in schemas of custom resources. Their types, which follow from the schema, are not
/// checked, and no cost is estimated. Safe for use by several threads; the parser is made when first
/// needed.
public final class SchemaRuleReader implements SchemaExpressions {
    private volatile @Nullable CelCompiler parser;

    @Override
    public Reading read(String expression) {
        var parsed = parser().parse(expression);
        if (parsed.hasError()) {
            var issues = new ArrayList<CelIssue>();
            for (var issue : parsed.getErrors()) {
                issues.add(CelIssue.formatError(issue.getSourceLocation(), IssueTexts.of(issue.getMessage(), true)));
            }
            return new Reading(CelIssue.toDisplayString(issues, parsed.getSource()), false);
        }
        try {
            boolean old = CelNavigableAst.fromAst(parsed.getAst())
                    .getRoot()
                    .allNodes()
                    .anyMatch(node -> node.expr().exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                            && node.expr().ident().name().equals("oldSelf"));
            return new Reading("", old);
        } catch (CelValidationException e) {
            return new Reading(String.valueOf(e.getMessage()), false);
        }
    }

    private CelCompiler parser() {
        var known = parser;
        if (known == null) {
            known = Language.compiler(false).build();
            parser = known;
        }
        return known;
    }
}
