package io.djong.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;

/// Types as upstream's messages name them, which it does in two ways.
final class TypeNames {
    private TypeNames() {}

    /// What an expression gives.
    static String of(CelType type) {
        return CelTypes.format(type)
                .replace("null", "null_type")
                .replace("null_type_type", "null_type")
                .replaceAll("\\bany\\b", "google.protobuf.Any");
    }

    /// In what the compiler says.
    static String inProblem(CelType type) {
        return inProblem(CelTypes.format(type));
    }

    /// In what the compiler says.
    static String inProblem(String text) {
        return text.replace("google.protobuf.Duration", "duration").replace("google.protobuf.Timestamp", "timestamp");
    }
}
