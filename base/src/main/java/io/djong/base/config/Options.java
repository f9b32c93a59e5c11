package io.djong.base.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The options of one command or component.
///
/// ```java
/// var line = OPTIONS.parse(argv);                        // syntax only
/// var file = readIfNamed(OPTIONS.settings(line, null).get(CONFIG));
/// var settings = OPTIONS.settings(line, file);           // flags win over the file, the file over defaults
/// if (!settings.errors().isEmpty()) …                    // print them all, exit 1
/// var config = new ApiServerConfig(settings.get(PORT), settings.get(REQUEST_TIMEOUT), …);
/// ```
///
/// Immutable.
public final class Options {
    private final List<Option<?>> all;
    private final Map<String, Option<?>> byFlag = new LinkedHashMap<>();
    private final Map<String, Option<?>> byShorthand = new LinkedHashMap<>();
    private final Map<String, Option<?>> byKey = new LinkedHashMap<>();
    private final Map<String, String> removed;

    private Options(List<Option<?>> all, Map<String, String> removed) {
        this.all = List.copyOf(all);
        this.removed = Collections.unmodifiableMap(new TreeMap<>(removed));
        for (Option<?> option : all) {
            put(byFlag, option.flag(), option);
            put(byShorthand, option.shorthand(), option);
            put(byKey, option.key(), option);
        }
    }

    /// These options; `--help` shows them in this order within their sections, and sections in the order of
    /// their first.
    ///
    /// @throws IllegalArgumentException if two share a flag, key or shorthand
    public static Options of(Option<?>... options) {
        return new Options(Arrays.asList(options), Map.of());
    }

    /// These and those.
    public Options and(Options others) {
        var joined = new ArrayList<>(all);
        joined.addAll(others.all);
        var bothRemoved = new TreeMap<>(removed);
        bothRemoved.putAll(others.removed);
        return new Options(joined, bothRemoved);
    }

    /// A flag or key that was one once: using it is an error that says what to do instead.
    ///
    /// @param instead a sentence that names the successor
    public Options removed(String name, String instead) {
        var more = new TreeMap<>(removed);
        more.put(name, "was removed: " + instead);
        return new Options(all, more);
    }

    /// Flags or keys that upstream has and that are not built yet: using one is an error that says so, which is
    /// better than accepting and ignoring it.
    public Options unbuilt(String... names) {
        var more = new TreeMap<>(removed);
        for (String name : names) {
            if (byFlag.containsKey(name)) throw new IllegalArgumentException("built after all: " + name);
            more.put(name, "is not built yet");
        }
        return new Options(all, more);
    }

    /// In the order of declaration.
    public List<Option<?>> all() {
        return all;
    }

    /// Takes a command line apart. Errors of syntax are in the result, and again in that of [#settings].
    public CommandLine parse(List<String> line) {
        return new CommandLineParser(byFlag, byShorthand, removed, line).parse();
    }

    /// Reads and checks everything.
    ///
    /// @param file the root of a parsed file, or null if there is none
    public Settings settings(CommandLine line, @Nullable ConfigNode file) {
        return new SettingsReader(all, byKey, removed).read(line, file);
    }

    /// The flags by section, as `--help` shows them.
    ///
    /// @param columns of the terminal, 0 if lines may have any length
    public String help(int columns) {
        return HelpText.of(all, columns);
    }

    /// The options as a Markdown table, for the reference page.
    public String referenceTable() {
        return HelpText.markdown(all);
    }

    private static void put(Map<String, Option<?>> map, String name, Option<?> option) {
        if (!name.isEmpty() && map.put(name, option) != null) {
            throw new IllegalArgumentException("two options are called " + name);
        }
    }
}
