package io.djong.api.yaml;

/// A place in a file.
///
/// @param line from 1
/// @param column from 1
public record YamlPosition(int line, int column) {}
