package io.djong.djong.command;

import io.djong.api.json.JsonNull;
import io.djong.api.yaml.Yaml;
import io.djong.api.yaml.YamlException;
import io.djong.api.yaml.YamlNode;
import io.djong.api.yaml.YamlPosition;
import io.djong.base.config.ConfigNode;
import io.djong.base.config.ConfigNode.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a configuration file into what options are read from, with the place of each part.
final class ConfigFile {
    private final String name;

    private ConfigFile(String name) {
        this.name = name;
    }

    /// The root of a file; null for an empty one.
    ///
    /// @throws IOException whose message names the file, and the line where there is one
    static @Nullable ConfigNode read(Path file) throws IOException {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + Failure.ofFile(e), e);
        }
        try {
            if (Yaml.readAll(text).size() > 1) {
                throw new IOException(file + ": has more than one document, and one is allowed");
            }
            var root = Yaml.located(text);
            return root == null ? null : new ConfigFile(file.toString()).node(root);
        } catch (YamlException e) {
            throw new IOException(file + (e.line() > 0 ? ":" + e.line() : "") + ": no YAML: " + problem(e), e);
        }
    }

    /// Without the place, which is told already.
    private static String problem(YamlException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^yaml: (line [0-9]+: )?", "");
    }

    private ConfigNode node(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar ->
                new ConfigNode.Scalar(at(scalar.position()), scalar.value() instanceof JsonNull ? null : scalar.text());
            case YamlNode.Sequence sequence ->
                new ConfigNode.Sequence(
                        at(sequence.position()),
                        sequence.items().stream().map(this::node).toList());
            case YamlNode.Mapping mapping ->
                new ConfigNode.Mapping(
                        at(mapping.position()),
                        mapping.entries().stream()
                                .map(entry ->
                                        new ConfigNode.Entry(at(entry.position()), entry.key(), node(entry.value())))
                                .toList());
        };
    }

    private Location at(YamlPosition position) {
        return new Location(name, position.line(), position.column());
    }
}
