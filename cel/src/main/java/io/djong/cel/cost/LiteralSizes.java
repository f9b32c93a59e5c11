package io.djong.cel.cost;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import org.jspecify.annotations.Nullable;

/// Sizes that an expression itself tells.
final class LiteralSizes {
    private LiteralSizes() {}

    /// The size of what stands there literally.
    static @Nullable Range of(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case CONSTANT -> constant(expr.constant());
            case LIST -> Range.fixed(expr.list().elements().size());
            case MAP -> Range.fixed(expr.map().entries().size());
            case IDENT, SELECT, CALL, STRUCT, COMPREHENSION, NOT_SET -> null;
        };
    }

    private static Range constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE ->
                Range.fixed(constant.stringValue()
                        .codePointCount(0, constant.stringValue().length()));
            case BYTES_VALUE -> Range.fixed(constant.bytesValue().size());
            default -> Range.ONE;
        };
    }

    /// Whether all values of a type have the same size.
    static boolean isScalar(CelType type) {
        return switch (type.kind()) {
            case BOOL, DOUBLE, DURATION, INT, TIMESTAMP, UINT -> true;
            case OPAQUE ->
                type.name().equals("optional_type")
                        && isScalar(type.parameters().getFirst());
            default -> false;
        };
    }
}
