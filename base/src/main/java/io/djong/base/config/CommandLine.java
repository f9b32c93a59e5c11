package io.djong.base.config;

import java.util.List;
import java.util.Map;

/// A command line, taken apart but not yet read: which flags with which texts.
///
/// @param flags the texts of each flag's occurrences, in order, by the flag's name
/// @param arguments what is no flag
/// @param errors of syntax: unknown flags, missing values
/// @param wantsHelp whether `--help` or `-h` is among them
public record CommandLine(
        Map<String, List<String>> flags, List<String> arguments, List<ConfigError> errors, boolean wantsHelp) {
    public CommandLine {
        arguments = List.copyOf(arguments);
        errors = List.copyOf(errors);
    }
}
