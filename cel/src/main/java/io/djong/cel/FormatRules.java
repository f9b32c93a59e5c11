package io.djong.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// What is formatted (`'%s'.format([x])`) must fit the format, where both stand in the expression.
final class FormatRules {
    private static final Set<CelKind> TEXTS = EnumSet.of(
            CelKind.LIST,
            CelKind.MAP,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.BOOL,
            CelKind.STRING,
            CelKind.TIMESTAMP,
            CelKind.BYTES,
            CelKind.DURATION,
            CelKind.TYPE,
            CelKind.NULL_TYPE);
    private static final Set<CelKind> WHOLE = EnumSet.of(CelKind.INT, CelKind.UINT);
    private static final Set<CelKind> FRACTIONS = EnumSet.of(CelKind.DOUBLE, CelKind.STRING);
    private static final Set<CelKind> BITS = EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.BOOL);
    private static final Set<CelKind> HEX = EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.STRING, CelKind.BYTES);
    private static final String PARSING = "could not parse formatting clause: ";
    private static final String FORMATTING = "error during formatting: ";

    private final String format;
    private final List<CelExpr> args;
    private final LongFunction<CelType> types;
    private int used;

    private FormatRules(String format, List<CelExpr> args, LongFunction<CelType> types) {
        this.format = format;
        this.args = args;
        this.types = types;
    }

    /// What is wrong.
    ///
    /// @param id of the part where it is
    record Problem(long id, String text) {}

    /// @param types of the parts of the expression
    static @Nullable Problem check(CelExpr expr, LongFunction<CelType> types) {
        var call = expr.call();
        var target = call.target().orElse(null);
        if (target == null || !call.function().equals("format")) {
            return null;
        }
        boolean known = target.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && target.constant().getKind() == CelConstant.Kind.STRING_VALUE
                && call.args().size() == 1
                && call.args().getFirst().exprKind().getKind() == CelExpr.ExprKind.Kind.LIST;
        if (!known) {
            return null;
        }
        var args = call.args().getFirst().list().elements();
        return new FormatRules(target.constant().stringValue(), args, types).problem(expr.id());
    }

    private @Nullable Problem problem(long id) {
        int at = format.indexOf('%');
        while (at >= 0) {
            if (at + 1 < format.length() && format.charAt(at + 1) == '%') {
                at = format.indexOf('%', at + 2);
                continue;
            }
            if (at + 1 >= format.length()) {
                return new Problem(id, "unexpected end of string");
            }
            if (used >= args.size()) {
                return new Problem(id, "index " + used + " out of range");
            }
            int end = clauseEnd(at + 1);
            if (end < format.length() && end == at + 2 && format.charAt(at + 1) == '.') {
                return new Problem(
                        id,
                        PARSING + "error while parsing precision: error while converting precision to integer:"
                                + " strconv.Atoi: parsing \"\": invalid syntax");
            }
            if (end >= format.length()) {
                return new Problem(
                        id, PARSING + "error while parsing precision: could not find end of precision specifier");
            }
            var wrong = clause(id, format.codePointAt(end), args.get(used));
            if (wrong != null) {
                return wrong;
            }
            used++;
            at = format.indexOf('%', end + 1);
        }
        if (args.size() > used) {
            return new Problem(
                    id,
                    "too many arguments supplied to string.format (expected " + used + ", got " + args.size() + ")");
        }
        return null;
    }

    private int clauseEnd(int from) {
        int end = from;
        if (format.charAt(end) == '.') {
            end++;
            while (end < format.length() && format.charAt(end) >= '0' && format.charAt(end) <= '9') {
                end++;
            }
        }
        return end;
    }

    private @Nullable Problem clause(long id, int letter, CelExpr arg) {
        return switch (letter) {
            case 's' -> text(arg);
            case 'd' -> of(arg, WHOLE, "decimal clause can only be used on integers");
            case 'f' -> of(arg, FRACTIONS, "fixed-point clause can only be used on doubles");
            case 'e' -> of(arg, FRACTIONS, "scientific clause can only be used on doubles");
            case 'b' -> of(arg, BITS, "only integers and bools can be formatted as binary");
            case 'x', 'X' -> of(arg, HEX, "only integers, byte buffers, and strings can be formatted as hex");
            case 'o' -> of(arg, WHOLE, "octal clause can only be used on integers");
            default ->
                new Problem(id, PARSING + "unrecognized formatting clause \"" + Character.toString(letter) + "\"");
        };
    }

    private @Nullable Problem of(CelExpr arg, Set<CelKind> kinds, String rule) {
        var type = types.apply(arg.id());
        return type.kind() == CelKind.DYN || kinds.contains(type.kind())
                ? null
                : new Problem(arg.id(), FORMATTING + rule + ", was given " + type.name());
    }

    private @Nullable Problem text(CelExpr arg) {
        var wrong = of(
                arg,
                TEXTS,
                "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations,"
                        + " and timestamps");
        if (wrong != null) {
            return wrong;
        }
        return switch (arg.exprKind().getKind()) {
            case LIST -> first(arg.list().elements());
            case MAP ->
                first(arg.map().entries().stream()
                        .flatMap(entry -> List.of(entry.key(), entry.value()).stream())
                        .toList());
            default -> null;
        };
    }

    private @Nullable Problem first(List<CelExpr> parts) {
        for (var part : parts) {
            var wrong = text(part);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }
}
