package io.djong.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// Durations, times and regular expressions that stand in an expression as text must be such.
final class LiteralRules {
    private static final java.util.regex.Pattern DURATION =
            java.util.regex.Pattern.compile("[-+]?(0|((\\d++(\\.\\d*+)?|\\.\\d++)(ns|us|µs|μs|ms|s|m|h))++)");

    private LiteralRules() {}

    /// What is wrong, in the order in which it stands there.
    static List<CelIssue> check(CelAbstractSyntaxTree ast) {
        var issues = new ArrayList<CelIssue>();
        CelNavigableAst.fromAst(ast).getRoot().allNodes().forEach(node -> {
            if (node.expr().exprKind().getKind() == CelExpr.ExprKind.Kind.CALL) {
                call(issues, ast, node.expr().call());
            }
        });
        return issues;
    }

    private static void call(List<CelIssue> issues, CelAbstractSyntaxTree ast, CelExpr.CelCall call) {
        if (call.args().isEmpty()) {
            return;
        }
        var argument = call.args().getLast();
        boolean text = argument.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        if (!text) {
            return;
        }
        String value = argument.constant().stringValue();
        boolean right = switch (call.function()) {
            case "duration" -> DURATION.matcher(value).matches();
            case "timestamp" -> isTime(value);
            case "matches" -> isExpression(value);
            default -> true;
        };
        if (!right) {
            Integer offset = ast.getSource().getPositionsMap().get(argument.id());
            var location = offset == null
                    ? CelSourceLocation.NONE
                    : ast.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.NONE);
            issues.add(CelIssue.formatError(location, "invalid " + call.function() + " argument"));
        }
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isExpression(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
