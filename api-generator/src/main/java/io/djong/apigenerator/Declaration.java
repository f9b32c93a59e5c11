package io.djong.apigenerator;

import java.util.List;

/// What a schema file declares.
sealed interface Declaration {
    Line line();

    String name();

    /// A string with a name of its own; `values` are those it may have, none when it is open.
    record StringName(Line line, String name, List<String> values) implements Declaration {}

    /// A list or map with a name of its own.
    record Alias(Line line, String name, String type) implements Declaration {}

    /// A list of strings that is a message of its own in protobuf.
    record Message(Line line, String name) implements Declaration {}

    /// A type with fields.
    ///
    /// @param shape what it is besides
    record Struct(Line line, String name, Shape shape, List<FieldLine> fields) implements Declaration {}

    enum Shape {
        /// Part of other types.
        PART,
        /// Has a kind.
        KIND,
        /// A kind that lists objects of another kind.
        LIST,
        /// Its fields exclude each other and are told apart by the shape of the JSON.
        UNION
    }
}
