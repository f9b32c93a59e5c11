package io.djong.api.validation.batch;

import io.djong.api.json.GoQuote;
import org.jspecify.annotations.Nullable;

/// Indexes of an indexed job as one text: `1,3-5,7`.
final class Indexes {
    /// From one index to another, both included.
    private record Interval(int first, int last) {}

    /// A text that is none; the message says why.
    static final class Wrong extends Exception {
        Wrong(String message) {
            super(message);
        }
    }

    private Indexes() {}

    /// How many there are.
    static int count(String text, int completions) throws Wrong {
        if (text.isEmpty()) {
            return 0;
        }
        int total = 0;
        @Nullable Interval before = null;
        for (String part : text.split(",", -1)) {
            var interval = interval(part, completions);
            if (before != null && before.last() >= interval.first()) {
                throw notIncreasing(before.last(), interval.first());
            }
            total += interval.last() - interval.first() + 1;
            before = interval;
        }
        return total;
    }

    /// Nothing may both have succeeded and failed. Parts that cannot be read are passed over.
    static void apart(String completed, String failed, int completions) throws Wrong {
        if (completed.isEmpty() || failed.isEmpty()) {
            return;
        }
        var left = completed.split(",", -1);
        var right = failed.split(",", -1);
        int i = 0;
        int j = 0;
        while (i < left.length && j < right.length) {
            var one = readable(left[i], completions);
            var other = readable(right[j], completions);
            if (one == null) {
                i++;
            } else if (other == null) {
                j++;
            } else if (one.first() <= other.last() && other.first() <= one.last()) {
                throw new Wrong(
                        "failedIndexes and completedIndexes overlap at index: " + Math.max(one.first(), other.first()));
            } else if (one.first() <= other.first()) {
                i++;
            } else {
                j++;
            }
        }
    }

    private static @Nullable Interval readable(String text, int completions) {
        try {
            return interval(text, completions);
        } catch (Wrong _) {
            return null;
        }
    }

    private static Interval interval(String text, int completions) throws Wrong {
        var ends = text.split("-", -1);
        if (ends.length > 2) {
            throw new Wrong("the fragment " + GoQuote.quote(text)
                    + " violates the requirement that an index interval can have at most two parts separated by '-'");
        }
        int first = index(ends[0], completions);
        if (ends.length == 1) {
            return new Interval(first, first);
        }
        int last = index(ends[1], completions);
        if (first >= last) {
            throw notIncreasing(first, last);
        }
        return new Interval(first, last);
    }

    private static int index(String text, int completions) throws Wrong {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new Wrong("cannot convert string to integer for index: " + GoQuote.quote(text));
        }
        if (number >= completions) {
            throw new Wrong("too large index: " + GoQuote.quote(text));
        }
        return (int) number;
    }

    private static Wrong notIncreasing(int before, int now) {
        return new Wrong("non-increasing order, previous: " + before + ", current: " + now);
    }
}
