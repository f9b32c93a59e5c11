package io.djong.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;

/// Types as upstream's messages name them.
final class TypeNames {
    private TypeNames() {}

    static String of(CelType type) {
        return CelTypes.format(type)
                .replace("google.protobuf.Timestamp", "timestamp")
                .replace("google.protobuf.Duration", "duration")
                .replace("null", "null_type")
                .replace("null_type_type", "null_type");
    }
}
