package io.djong.base.config;

import io.djong.base.config.ConfigNode.Entry;
import io.djong.base.config.ConfigNode.Mapping;
import io.djong.base.config.ConfigNode.Scalar;
import io.djong.base.config.ConfigNode.Sequence;
import io.djong.base.config.OptionType.Shape;
import io.djong.base.config.Settings.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads values of options from flags and file, and collects what is wrong.
final class SettingsReader {
    private final List<Option<?>> all;
    private final Map<String, Option<?>> byKey;
    private final Map<String, String> removed;
    private final List<ConfigError> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, ConfigNode> nodes = new LinkedHashMap<>();

    SettingsReader(List<Option<?>> all, Map<String, Option<?>> byKey, Map<String, String> removed) {
        this.all = all;
        this.byKey = byKey;
        this.removed = removed;
    }

    Settings read(CommandLine line, @Nullable ConfigNode file) {
        errors.addAll(line.errors());
        switch (file) {
            case null -> {}
            case Mapping mapping -> collect(mapping, "");
            case Scalar scalar when scalar.text() == null -> {} // an empty file
            case Scalar scalar -> fileError(scalar, "", "must be a map of keys to values");
            case Sequence sequence -> fileError(sequence, "", "must be a map of keys to values");
        }
        var values = new HashMap<String, Value<?>>();
        for (Option<?> option : all) values.put(option.display(), value(option, line));
        return new Settings(values, errors, warnings);
    }

    private <T extends @Nullable Object> Value<T> value(Option<T> option, CommandLine line) {
        List<String> texts = line.flags().getOrDefault(option.flag(), List.of());
        @Nullable ConfigNode node = nodes.get(option.key());
        Value<T> inFile = node == null ? null : fromFile(option, node);
        Value<T> inFlags = texts.isEmpty() ? null : fromFlags(option, texts);
        if ((inFlags != null || inFile != null) && option.deprecated() != null) {
            String what = inFlags != null ? "Flag --" + option.flag() : "Key " + option.key();
            warnings.add(what + " has been deprecated, " + option.deprecated());
        }
        if (inFlags != null) return inFlags;
        return inFile != null ? inFile : new Value<>(option.defaultValue(), null);
    }

    private <T extends @Nullable Object> @Nullable Value<T> fromFlags(Option<T> option, List<String> texts) {
        boolean any = false;
        T value = option.defaultValue();
        for (String text : texts) {
            try {
                T next = option.type().reader().read(text);
                value = any ? option.type().merger().apply(value, next) : next;
                any = true;
                String problem = option.check().problem(value);
                if (problem != null) throw new InvalidValue(problem);
            } catch (InvalidValue e) {
                String names = (option.shorthand().isEmpty() ? "" : "-" + option.shorthand() + ", ") + option.display();
                errors.add(new ConfigError(
                        ConfigError.FLAG,
                        option.display(),
                        "invalid argument " + quoted(text) + " for \"" + names + "\" flag: " + e.reason()));
                return null;
            }
        }
        return new Value<>(value, option.display());
    }

    private <T extends @Nullable Object> @Nullable Value<T> fromFile(Option<T> option, ConfigNode node) {
        try {
            T value = read(option, node);
            String problem = option.check().problem(value);
            if (problem != null) throw new InvalidValue(problem);
            return new Value<>(value, node.at().toString());
        } catch (InvalidValue e) {
            fileError(node, option.key(), e.allowed());
            return null;
        }
    }

    private static <T extends @Nullable Object> T read(Option<T> option, ConfigNode node) throws InvalidValue {
        var type = option.type();
        return switch (node) {
            case Scalar scalar -> type.reader().read(text(scalar));
            case Sequence sequence -> {
                if (type.shape() != Shape.LIST) throw new InvalidValue("must not be a list");
                T value = type.reader().read("");
                for (ConfigNode item : sequence.items()) {
                    value = type.merger().apply(value, type.item().read("", text(item)));
                }
                yield value;
            }
            case Mapping mapping -> {
                if (type.shape() != Shape.MAP) throw new InvalidValue("must not be a map");
                T value = type.reader().read("");
                for (Entry entry : mapping.entries()) {
                    value = type.merger().apply(value, type.item().read(entry.key(), text(entry.value())));
                }
                yield value;
            }
        };
    }

    private static String text(ConfigNode node) throws InvalidValue {
        return switch (node) {
            case Scalar scalar -> {
                String text = scalar.text();
                if (text == null) throw new InvalidValue("has no value");
                yield text;
            }
            case Sequence _ -> throw new InvalidValue("must not contain a list");
            case Mapping _ -> throw new InvalidValue("must not contain a map");
        };
    }

    /// Finds the nodes of the options' keys, and the keys that are none.
    private void collect(Mapping mapping, String prefix) {
        for (Entry entry : mapping.entries()) {
            String key = prefix + entry.key();
            boolean isOption = byKey.containsKey(key);
            if (isOption) {
                ConfigNode first = nodes.putIfAbsent(key, entry.value());
                if (first != null) {
                    errors.add(new ConfigError(
                            entry.at().toString(),
                            key,
                            "is said twice, first in line " + first.at().line()));
                }
            } else if (isLevel(key)) {
                switch (entry.value()) {
                    case Mapping inner -> collect(inner, key + ".");
                    case Scalar scalar when scalar.text() == null -> {}
                    case Scalar _, Sequence _ -> fileError(entry.value(), key, "must be a map of keys to values");
                }
            } else {
                unknown(entry, key, prefix);
            }
        }
    }

    private boolean isLevel(String key) {
        return byKey.keySet().stream().anyMatch(known -> known.startsWith(key + "."));
    }

    private void unknown(Entry entry, String key, String prefix) {
        String refusal = removed.get(key);
        String message;
        if (refusal != null) {
            message = "this key " + refusal;
        } else {
            var here = byKey.keySet().stream()
                    .filter(known -> known.startsWith(prefix))
                    .map(known -> known.substring(prefix.length()).replaceFirst("\\..*", ""))
                    .distinct()
                    .sorted()
                    .toList();
            String nearest = NearestName.of(entry.key(), here);
            message = "unknown key"
                    + (nearest == null
                            ? "; allowed are " + String.join(", ", here)
                            : "; did you mean " + nearest + "?");
        }
        errors.add(new ConfigError(entry.at().toString(), key, message));
    }

    private void fileError(ConfigNode node, String key, String message) {
        errors.add(new ConfigError(node.at().toString(), key, message));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
