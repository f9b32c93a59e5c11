package io.djong.store;

/// The keys from one (included) to another (excluded), in the order of [#compare].
///
/// @param from the first key of the range; "" for the first of all
/// @param toExclusive the first key after the range; "" when the range has no end
public record KeyRange(String from, String toExclusive) {
    private static final KeyRange ALL = new KeyRange("", "");

    public KeyRange {
        checkWellFormed(from);
        checkWellFormed(toExclusive);
    }

    /// Every key.
    public static KeyRange all() {
        return ALL;
    }

    /// This key alone.
    public static KeyRange single(String key) {
        checkKey(key);
        return new KeyRange(key, successor(key));
    }

    /// The keys that begin with this.
    public static KeyRange prefix(String prefix) {
        return new KeyRange(prefix, prefixEnd(prefix));
    }

    /// The part of this range that comes after a key: where the next page begins.
    public KeyRange after(String key) {
        return new KeyRange(successor(key), toExclusive);
    }

    /// Whether the key lies in this range.
    public boolean contains(String key) {
        return compare(key, from) >= 0 && (toExclusive.isEmpty() || compare(key, toExclusive) < 0);
    }

    /// Whether no key lies in this range.
    public boolean isEmpty() {
        return !toExclusive.isEmpty() && compare(from, toExclusive) >= 0;
    }

    /// The smallest key that is greater than this one.
    public static String successor(String key) {
        return key + '\0';
    }

    /// The order of keys: that of their UTF-8 bytes, which is the order of code points. It differs
    /// from [String#compareTo] when a surrogate pair meets a character after the surrogates.
    public static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // a surrogate is part of a code point that comes after all that have one character
                boolean pair = Character.isSurrogate(a);
                if (pair != Character.isSurrogate(b)) {
                    return pair ? 1 : -1;
                }
                return Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /// Checks a key at a public door.
    ///
    /// @throws IllegalArgumentException when it is empty or has no UTF-8 form
    public static void checkKey(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a key is not empty");
        }
        checkWellFormed(key);
    }

    private static void checkWellFormed(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == key.length()
                        || !Character.isLowSurrogate(key.charAt(i + 1))) {
                    throw new IllegalArgumentException("half a surrogate pair at " + i + " of the key " + key);
                }
                i++;
            }
        }
    }

    private static String prefixEnd(String prefix) {
        String head = prefix;
        while (!head.isEmpty()) {
            int last = head.codePointBefore(head.length());
            head = head.substring(0, head.length() - Character.charCount(last));
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return head + Character.toString(next);
            }
        }
        return "";
    }
}
