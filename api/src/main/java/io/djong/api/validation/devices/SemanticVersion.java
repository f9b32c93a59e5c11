package io.djong.api.validation.devices;

/// Versions of the form of semver.org 2.0.0: `1.2.3-rc.1+build.5`.
final class SemanticVersion {
    private SemanticVersion() {}

    static boolean matches(String text) {
        var plus = text.indexOf('+');
        var version = plus < 0 ? text : text.substring(0, plus);
        if (plus >= 0 && !identifiers(text.substring(plus + 1), false)) {
            return false;
        }
        var hyphen = version.indexOf('-');
        if (hyphen >= 0 && !identifiers(version.substring(hyphen + 1), true)) {
            return false;
        }
        var numbers = (hyphen < 0 ? version : version.substring(0, hyphen)).split("\\.", -1);
        if (numbers.length != 3) {
            return false;
        }
        for (var number : numbers) {
            if (!isDigits(number) || isPadded(number)) {
                return false;
            }
        }
        return true;
    }

    /// @param prerelease whether numbers may not begin with zeros
    private static boolean identifiers(String text, boolean prerelease) {
        for (var part : text.split("\\.", -1)) {
            if (part.isEmpty() || (prerelease && isDigits(part) && isPadded(part))) {
                return false;
            }
            for (int i = 0; i < part.length(); i++) {
                char c = part.charAt(i);
                boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                if (!letter && !isDigit(c) && c != '-') {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isDigit((char) c));
    }

    private static boolean isPadded(String digits) {
        return digits.length() > 1 && digits.charAt(0) == '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
