package io.djong.base.log;

import io.djong.base.config.Option;
import io.djong.base.config.OptionType;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How much is logged and in which form: the flags that every component has, with upstream's names.
///
/// @param levels what is written
/// @param form of the lines
public record LogOptions(LogLevels levels, Form form) {
    /// The forms of `--logging-format`.
    public enum Form {
        TEXT,
        JSON
    }

    public static final Option<Integer> VERBOSITY = Option.of("v", OptionTypes.INT, 0)
            .shorthand('v')
            .help("Number for the log level verbosity: 4 adds a line per request, 6 one per step.")
            .section("logs");
    public static final Option<List<LogLevels.Module>> MODULES = Option.of(
                    "vmodule",
                    OptionType.scalar("pattern=N,...", LogLevels::parseModules, LogOptions::text),
                    List.<LogLevels.Module>of())
            .help(
                    "Another verbosity for the classes whose simple name matches a pattern; works with the text format only.")
            .section("logs");
    public static final Option<Form> FORMAT = Option.of(
                    "logging-format",
                    OptionTypes.choice("string", Map.of("text", Form.TEXT, "json", Form.JSON)),
                    Form.TEXT)
            .help("The form of log lines: \"text\" or \"json\".")
            .section("logs");

    /// To be joined to a component's own: `OWN.and(LogOptions.ALL)`.
    public static final Options ALL = Options.of(VERBOSITY, MODULES, FORMAT);

    /// What the settings say.
    public static LogOptions of(Settings settings) {
        return new LogOptions(new LogLevels(settings.get(VERBOSITY), settings.get(MODULES)), settings.get(FORMAT));
    }

    private static String text(List<LogLevels.Module> modules) {
        return modules.stream()
                .map(module -> module.pattern() + "=" + module.verbosity())
                .collect(Collectors.joining(","));
    }
}
