package io.djong.apiserver.registry.services;

import io.djong.api.ip.IpAddress;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The addresses of a service range that are taken. The lower part of the range is left to services
/// that name their address, as long as the upper has room (KEP 3070).
///
/// Network and broadcast addresses are never given. IPv4.
final class AddressPool {
    private static final int STATIC_MIN = 16;
    private static final int STATIC_MAX = 256;

    private final String range;
    private final long base;
    private final Places places;

    /// @param range such as `10.43.0.0/16`
    AddressPool(String range, RandomGenerator random) {
        this.range = range;
        var slash = range.indexOf('/');
        var bits = Integer.parseInt(range.substring(slash + 1));
        this.base = number(range.substring(0, slash)) & (0xffff_ffffL << (32 - bits));
        int size = (int) Math.min(Integer.MAX_VALUE, (1L << (32 - bits)) - 2);
        int lower = size <= STATIC_MIN ? 0 : Math.min(Math.max(STATIC_MIN, size / STATIC_MIN), STATIC_MAX);
        this.places = new Places(size, lower, random);
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
        return places.contains(offset(address));
    }

    /// Takes an address.
    ///
    /// @return false when it is taken already
    boolean take(String address) {
        return places.take(offset(address));
    }

    /// Takes any free address; null when there is none.
    @Nullable
    String takeAny() {
        int place = places.takeAny();
        return place < 0 ? null : text(base + 1 + place);
    }

    /// Gives an address back; nothing happens when it was not taken or is not of this range.
    void release(String address) {
        if (contains(address)) places.release(offset(address));
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
