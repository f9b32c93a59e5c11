package io.djong.api.yaml;

/// One entry of a map.
///
/// @param key its name; numbers and booleans as JSON spells them
/// @param position where the name stands
/// @param value what it has
/// @param merge whether it is YAML's merge key, an unquoted `<<`
public record YamlEntry(String key, YamlPosition position, YamlNode value, boolean merge) {}
