package io.djong.base.config;

import org.jspecify.annotations.Nullable;

/// One option, declared once: everything about it that flags, files, checks, `--help` and the reference page
/// need.
///
/// ```java
/// static final Option<Duration> REQUEST_TIMEOUT = Option.of("request-timeout", OptionTypes.DURATION,
/// Duration.ofMinutes(1))
///         .help("How long a request may take before it is ended.")
///         .section("generic")
///         .check(Checks.positive());
/// ```
///
/// The flag's name is the file's key, too, unless [#key] says otherwise. Immutable: each method
/// returns another option, so only the one that is listed in [Options] is one.
///
/// @param flag without dashes; empty if the option has none
/// @param key in a file, with dots between the levels (`clientConnection.qps`); empty if it has none
/// @param defaultValue what holds when nothing is said
/// @param help for people, in our own words; a word in back quotes stands for the value
/// @param unit of a plain number, for people; empty when the type says it
/// @param section of `--help`
/// @param check says what is allowed when a value is not, else null
/// @param shorthand the one letter after a single dash, or empty
/// @param deprecated what to do instead; null when it is not deprecated
/// @param hidden whether `--help` leaves it out
/// @param <T> of the values
public record Option<T extends @Nullable Object>(
        String flag,
        String key,
        OptionType<T> type,
        T defaultValue,
        String help,
        String unit,
        String section,
        Check<T> check,
        String shorthand,
        @Nullable String deprecated,
        boolean hidden) {
    /// Judges a value.
    @FunctionalInterface
    public interface Check<T extends @Nullable Object> {
        /// What is allowed, as the end of the sentence "request-timeout: ..."; null when the value is.
        @Nullable
        String problem(T value);
    }

    /// An option with a flag and a file key of the same name.
    public static <T extends @Nullable Object> Option<T> of(String flag, OptionType<T> type, T defaultValue) {
        return new Option<>(flag, flag, type, defaultValue, "", "", "misc", _ -> null, "", null, false);
    }

    /// An option that only a file can set.
    public static <T extends @Nullable Object> Option<T> ofKey(String key, OptionType<T> type, T defaultValue) {
        return new Option<>("", key, type, defaultValue, "", "", "misc", _ -> null, "", null, false);
    }

    public Option<T> key(String newKey) {
        return new Option<>(
                flag, newKey, type, defaultValue, help, unit, section, check, shorthand, deprecated, hidden);
    }

    public Option<T> help(String newHelp) {
        return new Option<>(
                flag, key, type, defaultValue, newHelp, unit, section, check, shorthand, deprecated, hidden);
    }

    public Option<T> unit(String newUnit) {
        return new Option<>(
                flag, key, type, defaultValue, help, newUnit, section, check, shorthand, deprecated, hidden);
    }

    public Option<T> section(String newSection) {
        return new Option<>(
                flag, key, type, defaultValue, help, unit, newSection, check, shorthand, deprecated, hidden);
    }

    public Option<T> check(Check<T> newCheck) {
        return new Option<>(
                flag, key, type, defaultValue, help, unit, section, newCheck, shorthand, deprecated, hidden);
    }

    public Option<T> shorthand(char letter) {
        return new Option<>(
                flag, key, type, defaultValue, help, unit, section, check, String.valueOf(letter), deprecated, hidden);
    }

    /// Still works, with a warning; `--help` says so.
    ///
    /// @param instead what to do instead, a sentence
    public Option<T> deprecate(String instead) {
        return new Option<>(flag, key, type, defaultValue, help, unit, section, check, shorthand, instead, hidden);
    }

    /// Works, but `--help` leaves it out.
    public Option<T> hide() {
        return new Option<>(flag, key, type, defaultValue, help, unit, section, check, shorthand, deprecated, true);
    }

    /// The name for people: the flag with its dashes, or the key.
    String display() {
        return flag.isEmpty() ? key : "--" + flag;
    }

    /// The default as people read it; empty when it is not worth showing.
    String defaultText() {
        return defaultValue == null ? "" : type.writer().apply(defaultValue);
    }
}
