package io.djong.api.validation.coordination;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version as semver.org 2.0.0 writes it: `1.36.3-alpha.1+build`. What is after the plus does not count.
///
/// @param numbers major, minor and patch
/// @param early what makes it older than the plain version; empty for a release
record SemanticVersion(List<BigInteger> numbers, List<String> early) implements Comparable<SemanticVersion> {
    /// Before all others.
    static final SemanticVersion ZERO =
            new SemanticVersion(List.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO), List.of());

    private static final int NUMBERS = 3;

    /// Reads a version; null when it is none.
    static @Nullable SemanticVersion parse(String text) {
        int plus = text.indexOf('+');
        String plain = plus < 0 ? text : text.substring(0, plus);
        int dash = plain.indexOf('-');
        String core = dash < 0 ? plain : plain.substring(0, dash);
        var early =
                dash < 0 ? List.<String>of() : List.of(plain.substring(dash + 1).split("\\.", -1));
        var build =
                plus < 0 ? List.<String>of() : List.of(text.substring(plus + 1).split("\\.", -1));
        var numbers = new ArrayList<BigInteger>(NUMBERS);
        for (String part : core.split("\\.", -1)) {
            if (!isNumber(part)) {
                return null;
            }
            numbers.add(new BigInteger(part));
        }
        boolean right = numbers.size() == NUMBERS
                && early.stream().allMatch(part -> isWord(part) && (!allDigits(part) || isNumber(part)))
                && build.stream().allMatch(SemanticVersion::isWord);
        return right ? new SemanticVersion(List.copyOf(numbers), early) : null;
    }

    private static boolean isNumber(String part) {
        return allDigits(part) && (part.length() == 1 || part.charAt(0) != '0');
    }

    private static boolean allDigits(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isWord(String part) {
        return !part.isEmpty()
                && part.chars()
                        .allMatch(c ->
                                (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-');
    }

    @Override
    public int compareTo(SemanticVersion other) {
        for (int i = 0; i < NUMBERS; i++) {
            int order = numbers.get(i).compareTo(other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (early.isEmpty() || other.early.isEmpty()) {
            return Boolean.compare(early.isEmpty(), other.early.isEmpty());
        }
        for (int i = 0; i < Math.min(early.size(), other.early.size()); i++) {
            int order = compare(early.get(i), other.early.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(early.size(), other.early.size());
    }

    /// Numbers by their value and before words.
    private static int compare(String one, String other) {
        boolean number = allDigits(one);
        if (number != allDigits(other)) {
            return number ? -1 : 1;
        }
        return number ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
    }
}
