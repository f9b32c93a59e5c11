package io.djong.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.List;
import java.util.Optional;

/// Macros that become something else in upstream's parser than in ours: what they cost, and where their
/// errors are, follows from that.
final class Macros {
    private static final String UNUSED = "#unused";
    private static final String SORTED = "@__sortBy_input__";

    private Macros() {}

    /// All of them; each takes the place of one of the same name.
    static List<CelMacro> all() {
        return List.of(
                CelMacro.newGlobalMacro("has", 1, Macros::has),
                CelMacro.newReceiverMacro("sortBy", 2, Macros::sortBy),
                CelMacro.newReceiverMacro("optMap", 2, (make, target, args) -> opt(make, target, args, true)),
                CelMacro.newReceiverMacro("optFlatMap", 2, (make, target, args) -> opt(make, target, args, false)));
    }

    private static Optional<CelExpr> has(CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args) {
        var arg = args.getFirst();
        if (arg.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT) {
            return Optional.of(
                    make.newSelect(arg.select().operand(), arg.select().field(), true));
        }
        return Optional.of(
                make.reportError(CelIssue.formatError(make.getSourceLocation(arg), "invalid argument to has() macro")));
    }

    private static Optional<CelExpr> sortBy(CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args) {
        boolean sortable = switch (target.exprKind().getKind()) {
            case LIST, SELECT, IDENT, COMPREHENSION, CALL -> true;
            case CONSTANT, STRUCT, MAP, NOT_SET -> false;
        };
        if (!sortable) {
            return Optional.of(make.reportError(CelIssue.formatError(
                    make.getSourceLocation(target),
                    "sortBy can only be applied to a list, identifier, comprehension, call or select expression")));
        }
        var variable = args.getFirst();
        if (variable.exprKind().getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return Optional.of(make.reportError(
                    CelIssue.formatError(make.getSourceLocation(variable), "argument is not an identifier")));
        }
        var keys =
                CelStandardMacro.MAP.getDefinition().getExpander().expandMacro(make, make.newIdentifier(SORTED), args);
        return keys.map(map -> bind(
                make, SORTED, target, make.newReceiverCall("@sortByAssociatedKeys", make.newIdentifier(SORTED), map)));
    }

    private static CelExpr bind(CelMacroExprFactory make, String name, CelExpr value, CelExpr result) {
        return make.fold(
                UNUSED, make.newList(), name, value, make.newBoolLiteral(false), make.newIdentifier(name), result);
    }

    private static Optional<CelExpr> opt(
            CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args, boolean wrapped) {
        var variable = args.getFirst();
        if (variable.exprKind().getKind() != CelExpr.ExprKind.Kind.IDENT) {
            String macro = wrapped ? "optMap" : "optFlatMap";
            return Optional.of(make.reportError(CelIssue.formatError(
                    make.getSourceLocation(variable), macro + "() variable name must be a simple identifier")));
        }
        var has = make.newReceiverCall("hasValue", target);
        var value = make.newReceiverCall("value", make.copy(target));
        var bound = bind(make, variable.ident().name(), value, args.get(1));
        var some = wrapped ? make.newGlobalCall("optional.of", bound) : bound;
        return Optional.of(make.newGlobalCall("_?_:_", has, some, make.newGlobalCall("optional.none")));
    }
}
