package io.djong.apiserver.registry.services;

import java.util.List;
import java.util.random.RandomGenerator;

/// The node ports that are taken. The lower part of the range is left to services that name their
/// port, as long as the upper has room (KEP 3668).
final class PortPool {
    private static final int STATIC_MIN = 16;
    private static final int STATIC_MAX = 128;

    private final int first;
    private final Places places;

    /// @param first port of the range
    /// @param last port of the range
    PortPool(int first, int last, RandomGenerator random) {
        this.first = first;
        int size = last - first + 1;
        int lower = size <= STATIC_MIN ? 0 : Math.min(Math.max(STATIC_MIN, size / 32), STATIC_MAX);
        this.places = new Places(size, lower, random);
    }

    /// `30000-32767`.
    String range() {
        return first + "-" + (first + places.size() - 1);
    }

    boolean contains(int port) {
        return places.contains(port - first);
    }

    /// Whether this port is of the range and taken.
    boolean holds(int port) {
        return places.holds(port - first);
    }

    /// Takes a port.
    ///
    /// @return false when it is taken already
    boolean take(int port) {
        return places.take(port - first);
    }

    /// Takes any free port; 0 when there is none.
    int takeAny() {
        int place = places.takeAny();
        return place < 0 ? 0 : first + place;
    }

    /// All that are taken, in order.
    List<Integer> taken() {
        return places.taken().stream().mapToObj(place -> first + place).toList();
    }

    /// Gives a port back.
    void release(int port) {
        places.release(port - first);
    }
}
