package io.djong.api.yaml;

import io.djong.api.json.JsonValue;
import java.util.List;

/// A value of a YAML document together with where it stands. An alias is the very node that it names.
public sealed interface YamlNode {
    /// Where the value starts.
    YamlPosition position();

    /// A text, number, boolean or null.
    ///
    /// @param value what it means
    /// @param text as written, without quotes
    record Scalar(YamlPosition position, JsonValue value, String text) implements YamlNode {}

    /// A list.
    record Sequence(YamlPosition position, List<YamlNode> items) implements YamlNode {}

    /// A map, its entries as written: names may occur twice, and `<<` is not resolved.
    record Mapping(YamlPosition position, List<YamlEntry> entries) implements YamlNode {}
}
