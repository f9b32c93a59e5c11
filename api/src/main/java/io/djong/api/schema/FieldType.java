package io.djong.api.schema;

/// The type of a field.
public sealed interface FieldType {
    /// How Go prints it: `v1.PodSpec`, `map[string]string`, `int32`. Pointers are not shown.
    String go();

    /// A value without parts of its own.
    record Leaf(LeafType type, String go) implements FieldType {}

    /// Another type.
    ///
    /// @param name package and name, such as `core/v1.PodSpec`
    record Struct(String name, String go) implements FieldType {
        /// Its fields.
        public TypeSchema schema() {
            return TypeSchema.of(name);
        }
    }

    record ListOf(FieldType element, String go) implements FieldType {}

    /// A map from strings.
    record MapOf(FieldType value, String go) implements FieldType {}
}
