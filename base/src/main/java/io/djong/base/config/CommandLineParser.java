package io.djong.base.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes a command line apart as upstream does (`spf13/pflag`): `--a=b`, `--a b`, bare booleans,
/// `-v 2`, `-v=2`, `-v2`, `-abc`; `--` ends the flags; flags and arguments may mix; an underscore
/// in a name is a hyphen.
final class CommandLineParser {
    private final Map<String, Option<?>> byFlag;
    private final Map<String, Option<?>> byShorthand;
    private final Map<String, String> removed;
    private final ArrayDeque<String> rest;
    private final Map<String, List<String>> flags = new LinkedHashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<ConfigError> errors = new ArrayList<>();
    private boolean wantsHelp;

    CommandLineParser(
            Map<String, Option<?>> byFlag,
            Map<String, Option<?>> byShorthand,
            Map<String, String> removed,
            List<String> line) {
        this.byFlag = byFlag;
        this.byShorthand = byShorthand;
        this.removed = removed;
        this.rest = new ArrayDeque<>(line);
    }

    CommandLine parse() {
        while (!rest.isEmpty()) {
            String next = rest.pop();
            if (next.equals("--")) {
                arguments.addAll(rest);
                break;
            } else if (next.startsWith("--")) {
                longFlag(next);
            } else if (next.length() > 1 && next.startsWith("-")) {
                shortFlags(next.substring(1));
            } else {
                arguments.add(next);
            }
        }
        return new CommandLine(flags, arguments, errors, wantsHelp);
    }

    private void longFlag(String text) {
        int equals = text.indexOf('=');
        String name = text.substring(2, equals < 0 ? text.length() : equals).replace('_', '-');
        if (name.isEmpty() || name.startsWith("-")) {
            error(text, "bad flag syntax: " + text);
            return;
        }
        var option = byFlag.get(name);
        String bare = option == null ? null : option.type().bare();
        if (option == null) {
            unknown(name);
        } else if (equals >= 0) {
            add(option, text.substring(equals + 1));
        } else if (bare != null) {
            add(option, bare);
        } else if (!rest.isEmpty()) {
            add(option, rest.pop());
        } else {
            error("--" + name, "flag needs an argument: --" + name);
        }
    }

    private void unknown(String name) {
        if (name.equals("help")) {
            wantsHelp = true;
            return;
        }
        String refusal = removed.get(name);
        if (refusal != null) {
            error("--" + name, "flag --" + name + " " + refusal);
            skipValue();
            return;
        }
        String nearest = NearestName.of(name, byFlag.keySet());
        error("--" + name, "unknown flag: --" + name + (nearest == null ? "" : "; did you mean --" + nearest + "?"));
        skipValue();
    }

    /// What follows may be the value; it would only be a second error.
    private void skipValue() {
        if (!rest.isEmpty() && !rest.peek().startsWith("-")) rest.pop();
    }

    private void shortFlags(String letters) {
        for (int i = 0; i < letters.length(); i++) {
            String letter = letters.substring(i, i + 1);
            var option = byShorthand.get(letter);
            if (option == null) {
                if (letter.equals("h")) {
                    wantsHelp = true;
                } else {
                    error("-" + letter, "unknown shorthand flag: '" + letter + "' in -" + letters);
                }
                return;
            }
            String after = letters.substring(i + 1);
            String bare = option.type().bare();
            if (after.startsWith("=")) {
                add(option, after.substring(1));
                return;
            }
            if (bare == null) {
                @Nullable String value = after.isEmpty() ? rest.poll() : after;
                if (value == null) {
                    error("-" + letter, "flag needs an argument: '" + letter + "' in -" + letters);
                } else {
                    add(option, value);
                }
                return;
            }
            add(option, bare);
        }
    }

    private void add(Option<?> option, String value) {
        flags.computeIfAbsent(option.flag(), _ -> new ArrayList<>()).add(value);
    }

    private void error(String flag, String message) {
        errors.add(new ConfigError(ConfigError.FLAG, flag, message));
    }
}
