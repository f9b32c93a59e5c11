package io.djong.apiserver.discovery;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order of a group's versions: stable ones, betas, alphas, each with the highest numbers first; then
/// names of any other form by the alphabet.
///
/// Source: `apimachinery/pkg/version`; the priorities that upstream gives its own groups agree with it.
final class VersionOrder {
    private static final Pattern FORM = Pattern.compile("v([1-9][0-9]{0,8})(?:(alpha|beta)([1-9][0-9]{0,8}))?");

    /// Those that clients prefer come first.
    static final Comparator<String> PREFERRED_FIRST =
            Comparator.comparing(VersionOrder::place).reversed().thenComparing(Comparator.naturalOrder());

    /// @param maturity 3 for stable, 2 for beta, 1 for alpha, 0 for other forms
    private record Place(int maturity, int major, int minor) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparingInt(Place::maturity)
                    .thenComparingInt(Place::major)
                    .thenComparingInt(Place::minor)
                    .compare(this, other);
        }
    }

    private VersionOrder() {}

    private static Place place(String version) {
        Matcher matcher = FORM.matcher(version);
        if (!matcher.matches()) {
            return new Place(0, 0, 0);
        }
        var major = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) == null) {
            return new Place(3, major, 0);
        }
        return new Place(matcher.group(2).equals("beta") ? 2 : 1, major, Integer.parseInt(matcher.group(3)));
    }
}
