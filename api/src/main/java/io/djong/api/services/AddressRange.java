package io.djong.api.services;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;

/// The addresses of one range that services can have: all but the network's own and, of IPv4, the broadcast
/// address. The lower ones are left to services that name their address, as long as there is room above (KEP
/// 3070). Immutable.
///
/// @param range such as `10.43.0.0/16`
public record AddressRange(Cidr range) {
    private static final long LOWER_MIN = 16;
    private static final long LOWER_MAX = 256;
    private static final int COUNTED_BITS_MAX = 62;

    /// The first address that a service can have.
    public IpAddress first() {
        return range.network().plus(1);
    }

    /// Whether a service can have this address of this range.
    public boolean contains(IpAddress address) {
        boolean broadcast = address.v4() && address.equals(range.last());
        return range.contains(address) && !address.equals(range.network()) && !broadcast;
    }

    /// How many there are; of large ranges of IPv6, the first 2^62.
    public long size() {
        long all = 1L << hostBits();
        return Math.max(0, all - (range.address().v4() ? 2 : 1));
    }

    private int hostBits() {
        return Math.min(COUNTED_BITS_MAX, range.address().bits() - range.prefix());
    }

    /// How many of them are left to services that name theirs.
    public long lower() {
        long all = 1L << hostBits();
        return all <= LOWER_MIN ? 0 : Math.min(Math.max(LOWER_MIN, all / LOWER_MIN), LOWER_MAX);
    }

    /// Every address once: the upper ones from a random one on, going round, then the lower ones likewise.
    public Iterator<IpAddress> candidates(RandomGenerator random) {
        long lower = Math.min(lower(), size());
        long upper = size() - lower;
        long start = upper == 0 ? 0 : random.nextLong(upper);
        return new Iterator<>() {
            private long next;
            private long lowerStart = -1;

            @Override
            public boolean hasNext() {
                return next < upper + lower;
            }

            @Override
            public IpAddress next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                long index = next++;
                if (index < upper) {
                    return first().plus(lower + round(start, index, upper));
                }
                if (lowerStart < 0) {
                    lowerStart = random.nextLong(lower);
                }
                return first().plus(round(lowerStart, index - upper, lower));
            }
        };
    }

    private static long round(long start, long steps, long size) {
        return steps < size - start ? start + steps : start - (size - steps);
    }
}
