package io.djong.store;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One change of one key in a commit.
public sealed interface Write {
    /// The key that it changes.
    String key();

    /// What it expects to find.
    Expect expect();

    /// Makes this the value of the key.
    ///
    /// @param value not changed by anybody from here on
    /// @param timeToLive after which the entry expires, at least one second and whole seconds (fractions
    ///       are rounded up); null for never
    @SuppressWarnings("ArrayRecordComponent") // values are shared, never changed, and a write is not compared
    record Put(
            String key,
            byte[] value,
            Expect expect,
            @Nullable Duration timeToLive) implements Write {
        public Put {
            KeyRange.checkKey(key);
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(expect, "expect");
            if (timeToLive != null) {
                if (timeToLive.isNegative() || timeToLive.isZero()) {
                    throw new IllegalArgumentException("a time to live is positive, not " + timeToLive);
                }
                timeToLive =
                        Duration.ofSeconds(timeToLive.plusNanos(999_999_999).toSeconds());
            }
        }
    }

    /// Removes the key; nothing happens when it is not there and that is not what was expected otherwise.
    record Delete(String key, Expect expect) implements Write {
        public Delete {
            KeyRange.checkKey(key);
            Objects.requireNonNull(expect, "expect");
        }
    }
}
