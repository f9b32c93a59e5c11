package io.djong.base.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parsed configuration file: a tree whose parts know where they stood. `api.yaml` parses and hands it over.
public sealed interface ConfigNode {
    /// Where it begins.
    Location at();

    /// A place in a file; lines and columns begin with 1.
    record Location(String file, int line, int column) {
        /// `file:line`.
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /// A single value, as its text; null for YAML's null.
    record Scalar(Location at, @Nullable String text) implements ConfigNode {}

    /// A list.
    record Sequence(Location at, List<ConfigNode> items) implements ConfigNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// A map, in the order of the file; a key that stands in it twice is an error of whoever reads it.
    record Mapping(Location at, List<Entry> entries) implements ConfigNode {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /// A key of a map and its value.
    record Entry(Location at, String key, ConfigNode value) {}
}
