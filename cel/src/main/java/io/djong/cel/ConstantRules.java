package io.djong.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.TraversalOrder;
import io.djong.api.validation.expression.GoPattern;
import java.util.Set;
import java.util.regex.Pattern;

/// What upstream finds wrong when it makes a program of an expression that compiles: constants that
/// cannot be converted, and patterns that are none.
final class ConstantRules {
    private static final Pattern INT = Pattern.compile("[-+]?\\d++");
    private static final Pattern UINT = Pattern.compile("\\d++");
    private static final Pattern DOUBLE = Pattern.compile("[-+]?(\\d++\\.?\\d*+|\\.\\d++)([eE][-+]?\\d++)?");
    private static final Pattern SPECIAL = Pattern.compile("[-+]?(inf|infinity)|nan", Pattern.CASE_INSENSITIVE);
    private static final Set<String> BOOLS =
            Set.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False");

    private ConstantRules() {}

    /// The first that is wrong; empty when nothing is.
    static String problem(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes(TraversalOrder.POST_ORDER)
                .filter(node -> node.expr().exprKind().getKind() == CelExpr.ExprKind.Kind.CALL)
                .map(node -> problem(node.expr().call()))
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .map(problem -> "program instantiation failed: " + problem)
                .orElse("");
    }

    private static String problem(CelExpr.CelCall call) {
        if (call.function().equals("matches") && call.target().isEmpty()) {
            var last = call.args().getLast();
            boolean text = last.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && last.constant().getKind() == CelConstant.Kind.STRING_VALUE;
            return text ? GoPattern.problem(last.constant().stringValue()) : "";
        }
        if (call.args().isEmpty() || call.args().getFirst().exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return "";
        }
        var constant = call.args().getFirst().constant();
        boolean text = constant.getKind() == CelConstant.Kind.STRING_VALUE;
        return switch (call.function()) {
            case "int", "uint", "double", "bool" ->
                text ? converted(call.function(), constant.stringValue()) : number(call.function(), constant);
            case "find", "findAll" -> text ? GoPattern.problem(constant.stringValue()) : "";
            default -> "";
        };
    }

    private static String converted(String type, String text) {
        boolean right = switch (type) {
            case "int" -> INT.matcher(text).matches() && fits(text, false);
            case "uint" -> UINT.matcher(text).matches() && fits(text, true);
            case "bool" -> BOOLS.contains(text);
            default -> isDouble(text);
        };
        return right ? "" : "type conversion error from 'string' to '" + type + "'";
    }

    private static boolean fits(String digits, boolean unsigned) {
        try {
            if (unsigned) {
                Long.parseUnsignedLong(digits);
            } else {
                Long.parseLong(digits);
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDouble(String text) {
        return SPECIAL.matcher(text).matches()
                || (DOUBLE.matcher(text).matches() && Double.isFinite(Double.parseDouble(text)));
    }

    private static String number(String type, CelConstant constant) {
        return switch (constant.getKind()) {
            case INT64_VALUE -> type.equals("uint") && constant.int64Value() < 0 ? "unsigned integer overflow" : "";
            case UINT64_VALUE -> type.equals("int") && constant.uint64Value().longValue() < 0 ? "integer overflow" : "";
            case DOUBLE_VALUE -> fraction(type, constant.doubleValue());
            default -> "";
        };
    }

    private static String fraction(String type, double value) {
        return switch (type) {
            case "int" -> value > -0x1p63 && value < 0x1p63 ? "" : "integer overflow";
            case "uint" -> value >= 0 && value < 0x1p64 ? "" : "unsigned integer overflow";
            default -> "";
        };
    }
}
