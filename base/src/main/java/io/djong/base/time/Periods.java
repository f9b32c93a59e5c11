package io.djong.base.time;

import java.time.Duration;

/// The one check of a period's value.
final class Periods {
    private Periods() {}

    static Duration check(Duration period) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("a period must be positive, not " + period);
        }
        return period;
    }
}
