package io.djong.apiserver.registry.services;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/// Finds a free place in a range of places counted from 0. The lower ones are left to those who name their place, as
/// long as there is room above. Pure but for chance.
final class FreePlace {
    private FreePlace() {}

    /// A free place; -1 when there is none.
    ///
    /// @param taken which are not free
    /// @param size how many there are
    /// @param lower how many of them are left to those who name theirs
    static int find(BitSet taken, int size, int lower, RandomGenerator random) {
        int place = between(taken, lower, size, random);
        return place >= 0 ? place : between(taken, 0, lower, random);
    }

    /// The first free one at or after a random one, going round; -1 when all are taken.
    private static int between(BitSet taken, int from, int to, RandomGenerator random) {
        if (to <= from) {
            return -1;
        }
        int start = from + random.nextInt(to - from);
        int place = taken.nextClearBit(start);
        if (place < to) {
            return place;
        }
        place = taken.nextClearBit(from);
        return place < start ? place : -1;
    }
}
