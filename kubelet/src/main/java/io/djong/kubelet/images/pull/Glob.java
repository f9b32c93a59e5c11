package io.djong.kubelet.images.pull;

/// Shell patterns over one label of a host name: `*` any number of characters, `?` one, `[a-z]` one
/// of a set, `[^a]` one that is not in it, `\` takes the next one as it is. A pattern that is not
/// well formed matches nothing.
final class Glob {
    private final String pattern;
    private final String text;

    private Glob(String pattern, String text) {
        this.pattern = pattern;
        this.text = text;
    }

    static boolean matches(String pattern, String text) {
        return new Glob(pattern, text).from(0, 0);
    }

    private boolean from(int p, int t) {
        if (p == pattern.length()) {
            return t == text.length();
        }
        return switch (pattern.charAt(p)) {
            case '*' -> {
                for (int i = t; i <= text.length(); i++) {
                    if (from(p + 1, i)) {
                        yield true;
                    }
                }
                yield false;
            }
            case '?' -> t < text.length() && from(p + 1, t + 1);
            case '[' -> set(p + 1, t);
            case '\\' -> p + 1 < pattern.length() && is(p + 1, t) && from(p + 2, t + 1);
            default -> is(p, t) && from(p + 1, t + 1);
        };
    }

    private boolean is(int p, int t) {
        return t < text.length() && pattern.charAt(p) == text.charAt(t);
    }

    private boolean set(int start, int t) {
        if (t == text.length()) {
            return false;
        }
        int p = start;
        boolean negated = p < pattern.length() && pattern.charAt(p) == '^';
        if (negated) {
            p++;
        }
        char c = text.charAt(t);
        boolean found = false;
        int first = p;
        while (p < pattern.length() && (pattern.charAt(p) != ']' || p == first)) {
            char low = pattern.charAt(p++);
            char high = low;
            if (p + 1 < pattern.length() && pattern.charAt(p) == '-' && pattern.charAt(p + 1) != ']') {
                high = pattern.charAt(p + 1);
                p += 2;
            }
            found |= low <= c && c <= high;
        }
        return p < pattern.length() && found != negated && from(p + 1, t + 1);
    }
}
