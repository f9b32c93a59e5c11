package io.djong.base.config;

/// One thing that is wrong with flags or a file.
///
/// @param where `flag`, `argument`, or `file:line`
/// @param key the flag with its dashes or the key's path; empty when it is about none
/// @param message what is wrong and what is allowed; a flag's message names the flag already, as upstream's
///     does
public record ConfigError(String where, String key, String message) {
    static final String FLAG = "flag";

    /// As it is told to people.
    @Override
    public String toString() {
        if (where.equals(FLAG)) return message;
        return where + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
