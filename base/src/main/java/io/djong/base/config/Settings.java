package io.djong.base.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all options are, from flags, then the file, then the defaults. To be asked only when there
/// are no errors; until then a wrong option has its default.
public final class Settings {
    /// A value and where it was said.
    record Value<T extends @Nullable Object>(
            T value, @Nullable String source) {}

    private final Map<String, Value<?>> values;
    private final List<ConfigError> errors;
    private final List<String> warnings;

    Settings(Map<String, Value<?>> values, List<ConfigError> errors, List<String> warnings) {
        this.values = values;
        this.errors = List.copyOf(errors);
        this.warnings = List.copyOf(warnings);
    }

    /// The value of an option.
    ///
    /// @throws IllegalArgumentException if the option is not one of those that were read, which is a bug
    @SuppressWarnings({"unchecked", "NullAway"}) // the option of this name made the value, null only if its T is
    public <T extends @Nullable Object> T get(Option<T> option) {
        return ((Value<T>) value(option)).value();
    }

    /// Whether a flag or the file says it, even if it says the default.
    public boolean isSet(Option<?> option) {
        return value(option).source() != null;
    }

    /// Where it is said: `--flag`, `file:line`, or null for a default.
    public @Nullable String source(Option<?> option) {
        return value(option).source();
    }

    /// All that is wrong, flags first.
    public List<ConfigError> errors() {
        return errors;
    }

    /// Sentences about what works but should not be used any more.
    public List<String> warnings() {
        return warnings;
    }

    private Value<?> value(Option<?> option) {
        var value = values.get(option.display());
        if (value == null) throw new IllegalArgumentException("not an option here: " + option.display());
        return value;
    }
}
