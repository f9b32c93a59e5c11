package io.djong.controllermanager.nodeipam;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import java.math.BigInteger;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which parts of one range are taken. Gives them in turn: the next one is behind the last one given, so that a part
/// that has become free rests for a while. Not safe for several threads.
final class SubnetPool {
    private final Cidr cluster;
    private final int nodePrefix;
    private final int size;
    private final BitSet taken = new BitSet();
    private int next;

    SubnetPool(NodeIpamOptions.NodeRange range) {
        this.cluster = range.cluster();
        this.nodePrefix = range.nodePrefix();
        this.size = 1 << (nodePrefix - cluster.prefix());
    }

    /// @param part what was given
    /// @param tries how many others were looked at
    record Given(Cidr part, int tries) {}

    Cidr cluster() {
        return cluster;
    }

    int size() {
        return size;
    }

    int takenCount() {
        return taken.cardinality();
    }

    /// Null when all are taken.
    @Nullable
    Given give() {
        if (takenCount() == size) return null;
        int behind = taken.nextClearBit(next);
        int candidate = behind < size ? behind : taken.nextClearBit(0);
        int tries = Math.floorMod(candidate - next, size);
        taken.set(candidate);
        next = (candidate + 1) % size;
        return new Given(part(candidate), tries);
    }

    /// Takes every part that shares an address with the range.
    ///
    /// @return how many were free until now; -1 if the range lies outside
    int occupy(Cidr range) {
        if (!cluster.overlaps(range)) return -1;
        int before = takenCount();
        taken.set(first(range), last(range) + 1);
        return takenCount() - before;
    }

    /// @return how many parts have become free
    int release(Cidr range) {
        if (!cluster.overlaps(range)) return 0;
        int before = takenCount();
        taken.clear(first(range), last(range) + 1);
        return before - takenCount();
    }

    private int first(Cidr range) {
        return range.prefix() <= cluster.prefix() ? 0 : index(range.network());
    }

    private int last(Cidr range) {
        return range.prefix() <= cluster.prefix() ? size - 1 : index(range.last());
    }

    private int index(IpAddress address) {
        return number(address)
                .subtract(number(cluster.network()))
                .shiftRight(address.bits() - nodePrefix)
                .intValueExact();
    }

    private Cidr part(int index) {
        int bits = cluster.address().bits();
        var sum = number(cluster.network()).add(BigInteger.valueOf(index).shiftLeft(bits - nodePrefix));
        var bytes = new byte[bits / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = sum.shiftRight(8 * i).byteValue();
        }
        return new Cidr(IpAddress.ofBytes(bytes), nodePrefix);
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(1, address.bytes());
    }
}
