package io.djong.apiserver.registry.services;

import io.djong.api.ip.IpAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The addresses of a service range that are taken. The lower part of the range is left to services
/// that name their address, as long as the upper has room (KEP 3070).
///
/// Network and broadcast addresses are never given. IPv4.
final class AddressPool {
    private static final int STATIC_MIN = 16;
    private static final int STATIC_MAX = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final RandomGenerator random;
    private final String range;
    private final long base;
    private final int size;
    private final int staticSize;
    private final Set<Integer> taken = new HashSet<>();

    /// @param range such as `10.43.0.0/16`
    AddressPool(String range, RandomGenerator random) {
        this.range = range;
        this.random = random;
        var slash = range.indexOf('/');
        var bits = Integer.parseInt(range.substring(slash + 1));
        this.base = number(range.substring(0, slash)) & (0xffff_ffffL << (32 - bits));
        this.size = (int) Math.min(Integer.MAX_VALUE, (1L << (32 - bits)) - 2);
        this.staticSize = size <= STATIC_MIN ? 0 : Math.min(Math.max(STATIC_MIN, size / STATIC_MIN), STATIC_MAX);
    }

    /// The range as it was given.
    String range() {
        return range;
    }

    /// The first usable address.
    String first() {
        return text(base + 1);
    }

    /// The address of the range itself, which no service gets; dry runs are shown it.
    String network() {
        return text(base);
    }

    /// Whether the address belongs to the range; what is no IPv4 address does not.
    boolean contains(String address) {
        var parsed = IpAddress.parse(address);
        if (parsed == null || !parsed.v4()) {
            return false;
        }
        var offset = offset(address);
        return offset >= 0 && offset < size;
    }

    /// Takes an address.
    ///
    /// @return false when it is taken already
    boolean take(String address) {
        lock.lock();
        try {
            return taken.add((int) offset(address));
        } finally {
            lock.unlock();
        }
    }

    /// Takes any free address; null when there is none.
    @Nullable
    String takeAny() {
        lock.lock();
        try {
            var offset = free(staticSize, size);
            if (offset < 0) {
                offset = free(0, staticSize);
            }
            if (offset < 0) {
                return null;
            }
            taken.add(offset);
            return text(base + 1 + offset);
        } finally {
            lock.unlock();
        }
    }

    /// Gives an address back; nothing happens when it was not taken or is not of this range.
    void release(String address) {
        lock.lock();
        try {
            if (contains(address)) {
                taken.remove((int) offset(address));
            }
        } finally {
            lock.unlock();
        }
    }

    /// The first free offset at or after a random one, going round; -1 when all are taken.
    private int free(int from, int to) {
        var count = to - from;
        if (count <= 0) {
            return -1;
        }
        var start = random.nextInt(count);
        for (int i = 0; i < count; i++) {
            var offset = from + (start + i) % count;
            if (!taken.contains(offset)) {
                return offset;
            }
        }
        return -1;
    }

    /// Place in the range, counted from its first usable address.
    private long offset(String address) {
        return number(address) - base - 1;
    }

    private static long number(String address) {
        var value = 0L;
        for (var part : address.split("\\.")) {
            value = value << 8 | Integer.parseInt(part);
        }
        return value;
    }

    private static String text(long value) {
        return (value >>> 24 & 255) + "." + (value >>> 16 & 255) + "." + (value >>> 8 & 255) + "." + (value & 255);
    }
}
