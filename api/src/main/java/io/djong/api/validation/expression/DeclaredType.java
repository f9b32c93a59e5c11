package io.djong.api.validation.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The type of a value that an expression looks at, with what is known of its size.
///
/// @param fields of an object, by the names that expressions use; empty for all others
/// @param key of a map; null for all others
/// @param element of a list or map; null for all others
/// @param elementsMax the most elements of a list or map, or the most bytes of a text
/// @param bytesMin the fewest bytes of such a value as JSON
public record DeclaredType(
        Kind kind,
        Map<String, DeclaredType> fields,
        @Nullable DeclaredType key,
        @Nullable DeclaredType element,
        long elementsMax,
        long bytesMin) {

    /// What sort of type.
    public enum Kind {
        ANY,
        BOOL,
        BYTES,
        DOUBLE,
        DURATION,
        DYN,
        INT,
        LIST,
        MAP,
        OBJECT,
        QUANTITY,
        STRING,
        TIMESTAMP
    }

    /// A value that is one.
    public static DeclaredType simple(Kind kind, long elementsMax, long bytesMin) {
        return new DeclaredType(kind, Map.of(), null, null, elementsMax, bytesMin);
    }

    /// A list.
    public static DeclaredType list(DeclaredType element, long elementsMax) {
        return new DeclaredType(Kind.LIST, Map.of(), null, element, elementsMax, 2);
    }

    /// A map.
    public static DeclaredType map(DeclaredType key, DeclaredType element, long elementsMax) {
        return new DeclaredType(Kind.MAP, Map.of(), key, element, elementsMax, 2);
    }

    /// An object with named fields.
    public static DeclaredType object(Map<String, DeclaredType> fields, long bytesMin) {
        return new DeclaredType(Kind.OBJECT, fields, null, null, 0, bytesMin);
    }
}
