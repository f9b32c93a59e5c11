package io.djong.base.log;

import io.djong.base.config.InvalidValue;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What is logged, by `--v` and `--vmodule`. Debug lines have verbosity 4, trace lines 6, others 0.
///
/// @param verbosity lines of up to this are written
/// @param modules other numbers for classes whose simple name matches; the first match counts
public record LogLevels(int verbosity, List<Module> modules) {
    private static final int DEBUG = 4;
    private static final int TRACE = 6;

    /// Verbosity of the classes whose simple name the pattern matches; `*` and `?` as in file names.
    public record Module(String pattern, int verbosity) {
        boolean matches(String simpleName) {
            var regex = new StringBuilder();
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                switch (c) {
                    case '*' -> regex.append(".*");
                    case '?' -> regex.append('.');
                    default -> regex.append(Pattern.quote(String.valueOf(c)));
                }
            }
            return Pattern.matches(regex.toString(), simpleName);
        }
    }

    public LogLevels {
        modules = List.copyOf(modules);
    }

    /// Reads the value of `--vmodule`: `pattern=N,...`.
    public static List<Module> parseModules(String text) throws InvalidValue {
        var modules = new ArrayList<Module>();
        for (String part : text.split(",", -1)) {
            if (part.isEmpty()) continue;
            int equals = part.indexOf('=');
            boolean wellFormed = equals > 0 && part.substring(equals + 1).matches("[0-9]{1,9}");
            if (!wellFormed) throw new InvalidValue("syntax error: expect comma-separated list of filename=N");
            modules.add(new Module(part.substring(0, equals), Integer.parseInt(part.substring(equals + 1))));
        }
        return modules;
    }

    /// Whether lines of this level are written for the class of this name.
    boolean isLoggable(String logger, Level level) {
        if (level == Level.OFF) return false;
        int wanted = verbosity(level);
        if (wanted == 0 || modules.isEmpty()) return wanted <= verbosity;
        String simpleName = logger.substring(logger.lastIndexOf('.') + 1);
        for (Module module : modules) {
            if (module.matches(simpleName)) return wanted <= module.verbosity();
        }
        return wanted <= verbosity;
    }

    static int verbosity(Level level) {
        return switch (level) {
            case ALL, TRACE -> TRACE;
            case DEBUG -> DEBUG;
            case INFO, WARNING, ERROR, OFF -> 0;
        };
    }
}
