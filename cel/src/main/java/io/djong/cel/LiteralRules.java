package io.djong.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What must hold of literals in an expression whose types are right: durations, times and regular
/// expressions that stand there as text are such, lists and maps hold one type, and formats fit.
final class LiteralRules {
    private final CelAbstractSyntaxTree ast;
    private final List<CelIssue> issues = new ArrayList<>();

    private LiteralRules(CelAbstractSyntaxTree ast) {
        this.ast = ast;
    }

    /// What is wrong, in the order in which it stands there.
    static List<CelIssue> check(CelAbstractSyntaxTree ast) {
        var rules = new LiteralRules(ast);
        CelNavigableAst.fromAst(ast).getRoot().allNodes().forEach(rules::node);
        rules.issues.sort(IN_ORDER);
        return rules.issues;
    }

    /// Numbers that are too large to be any.
    static List<CelIssue> numbers(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(expr -> expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE
                        && Double.isInfinite(expr.constant().doubleValue()))
                .map(expr -> CelIssue.formatError(location(ast, expr.id()), "invalid double literal"))
                .toList();
    }

    /// As problems stand in an expression.
    static final Comparator<CelIssue> IN_ORDER = Comparator.comparingInt(
                    (CelIssue issue) -> issue.getSourceLocation().getLine())
            .thenComparingInt(issue -> issue.getSourceLocation().getColumn());

    private void node(CelNavigableExpr node) {
        var expr = node.expr();
        switch (expr.exprKind().getKind()) {
            case CALL -> call(expr);
            case LIST -> list(node);
            case MAP -> map(node);
            case CONSTANT, IDENT, SELECT, STRUCT, COMPREHENSION, NOT_SET -> {}
        }
    }

    private void add(long id, String text) {
        issues.add(CelIssue.formatError(location(ast, id), text));
    }

    /// Where a part of an expression stands.
    static CelSourceLocation location(CelAbstractSyntaxTree ast, long id) {
        Integer offset = ast.getSource().getPositionsMap().get(id);
        return offset == null
                ? CelSourceLocation.NONE
                : ast.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.NONE);
    }

    private CelType type(long id) {
        return ast.getType(id).orElse(SimpleType.DYN);
    }

    /// What is formatted may be mixed.
    private static boolean isFormatted(CelNavigableExpr node) {
        Optional<CelNavigableExpr> parent = node.parent();
        while (parent.isPresent()) {
            var expr = parent.get().expr();
            if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
                    && expr.call().function().equals("format")) {
                return true;
            }
            parent = parent.get().parent();
        }
        return false;
    }

    private void list(CelNavigableExpr node) {
        if (isFormatted(node)) {
            return;
        }
        var list = node.expr().list();
        CelType first = null;
        for (int i = 0; i < list.elements().size(); i++) {
            long id = list.elements().get(i).id();
            var type = plain(type(id), list.optionalIndices().contains(i));
            if (first == null) {
                first = type;
            } else if (mismatch(first, type, id)) {
                return;
            }
        }
    }

    private static CelType plain(CelType type, boolean optional) {
        return optional && !type.parameters().isEmpty() ? type.parameters().getFirst() : type;
    }

    private boolean mismatch(CelType first, CelType type, long id) {
        if (first.equals(type)) {
            return false;
        }
        add(id, "expected type '" + TypeNames.inProblem(first) + "' but found '" + TypeNames.inProblem(type) + "'");
        return true;
    }

    private void map(CelNavigableExpr node) {
        if (isFormatted(node)) {
            return;
        }
        CelType key = null;
        CelType value = null;
        for (var entry : node.expr().map().entries()) {
            var ofKey = type(entry.key().id());
            var ofValue = plain(type(entry.value().id()), entry.optionalEntry());
            if (key == null || value == null) {
                key = ofKey;
                value = ofValue;
            } else {
                mismatch(key, ofKey, entry.key().id());
                mismatch(value, ofValue, entry.value().id());
            }
        }
    }

    private void call(CelExpr expr) {
        var format = FormatRules.check(expr, this::type);
        if (format != null) {
            add(format.id(), format.text());
        }
        var call = expr.call();
        if (call.args().isEmpty() || call.args().getFirst().exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return;
        }
        String value = text(call.args().getFirst());
        boolean right = switch (call.function()) {
            case "duration" -> value != null && TimeTexts.isDuration(value);
            case "timestamp" -> value == null || TimeTexts.isTime(value);
            case "matches" -> value == null || isExpression(value);
            default -> true;
        };
        if (!right) {
            add(call.args().getFirst().id(), "invalid " + call.function() + " argument");
        }
    }

    private static @Nullable String text(CelExpr expr) {
        boolean text = expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return text ? expr.constant().stringValue() : null;
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
