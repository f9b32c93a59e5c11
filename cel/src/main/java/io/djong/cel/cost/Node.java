package io.djong.cel.cost;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A part of an expression, as the prices of functions see it.
///
/// @param path of the value; empty when it is none that was given
/// @param type of the value
/// @param expr the part itself; null for the elements of a list
/// @param size as far as the expression itself tells
record Node(
        ExprPath path,
        CelType type,
        @Nullable CelExpr expr,
        @Nullable Range size) {

    /// Its size, or that nothing is known.
    Range sizeOrUnknown() {
        return size == null ? Range.UNKNOWN : size;
    }

    /// Its size, or what is known of the values that are given.
    Range size(Sizes sizes) {
        if (size != null) {
            return size;
        }
        if (path.isEmpty()) {
            return Range.UNKNOWN;
        }
        var most = sizes.most(path.names());
        return most == null ? Range.UNKNOWN : new Range(0, most);
    }

    /// The whole number that stands here in the expression, if one does.
    OptionalLong number() {
        if (expr == null) {
            return OptionalLong.empty();
        }
        boolean literal = expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.INT64_VALUE;
        return literal ? OptionalLong.of(expr.constant().int64Value()) : OptionalLong.empty();
    }

    /// The elements, when this is a list or its like.
    @Nullable
    Node elements() {
        if (type.parameters().isEmpty()) {
            return null;
        }
        var below = path.isEmpty() ? path : path.copy().then("@items");
        return new Node(below, type.parameters().getFirst(), null, null);
    }
}
