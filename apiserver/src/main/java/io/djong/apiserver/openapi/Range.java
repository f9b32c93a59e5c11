package io.djong.apiserver.openapi;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a body that a client asks for.
sealed interface Range {
    /// @param from inclusive
    /// @param to exclusive
    record Part(int from, int to) implements Range {}

    /// Nothing of it is there.
    record Outside() implements Range {}

    /// One range of bytes.
    Pattern BYTES = Pattern.compile("bytes=([0-9]{0,9})-([0-9]{0,9})");

    /// What a `Range` header asks for; null for the whole, also when there is more than one range.
    static @Nullable Range of(String header, int size) {
        var found = BYTES.matcher(header);
        if (!found.matches()) return null;
        String first = found.group(1);
        String last = found.group(2);
        if (first.isEmpty()) {
            if (last.isEmpty()) return null;
            int tail = Math.min(size, Integer.parseInt(last));
            return tail == 0 ? new Outside() : new Part(size - tail, size);
        }
        int from = Integer.parseInt(first);
        if (from >= size) return new Outside();
        int to = last.isEmpty() ? size : Math.min(size, Integer.parseInt(last) + 1);
        return to <= from ? null : new Part(from, to);
    }
}
