package io.djong.apiserver.registry.services;

import io.djong.client.ApiException;
import java.util.BitSet;
import java.util.Collection;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// The node ports that are taken. The lower part of the range is left to services that name their
/// port, as long as the upper has room (KEP 3668).
final class PortPool {
    private static final System.Logger LOG = System.getLogger(PortPool.class.getName());
    private static final int STATIC_MIN = 16;
    private static final int STATIC_MAX = 128;

    private final int first;
    private final int size;
    private final int lower;
    private final PortLedger ledger;
    private final RandomGenerator random;

    /// @param first port of the range
    /// @param last port of the range
    PortPool(int first, int last, PortLedger ledger, RandomGenerator random) {
        this.first = first;
        this.size = last - first + 1;
        this.lower = size <= STATIC_MIN ? 0 : Math.min(Math.max(STATIC_MIN, size / 32), STATIC_MAX);
        this.ledger = ledger;
        this.random = random;
    }

    /// `30000-32767`.
    String range() {
        return ledger.range();
    }

    boolean contains(int port) {
        return port >= first && port < first + size;
    }

    /// Whether this port is of the range and taken.
    boolean holds(int port) throws ApiException, InterruptedException {
        return contains(port) && ledger.read().get(port - first);
    }

    /// Takes a port of the range.
    ///
    /// @return false when it is taken already
    boolean take(int port) throws ApiException, InterruptedException {
        return ledger.change(taken -> {
            boolean free = !taken.get(port - first);
            taken.set(port - first);
            return free;
        });
    }

    /// Takes any free port; 0 when there is none.
    int takeAny() throws ApiException, InterruptedException {
        return ledger.change(taken -> {
            int place = FreePlace.find(taken, size, lower, random);
            if (place >= 0) {
                taken.set(place);
            }
            return place < 0 ? 0 : first + place;
        });
    }

    /// Gives ports back, as far as that is possible: what stays is found by the repair.
    void release(Collection<Integer> ports) {
        if (ports.isEmpty()) {
            return;
        }
        try {
            ledger.change(taken -> {
                ports.stream().filter(this::contains).forEach(port -> taken.clear(port - first));
                return taken;
            });
        } catch (ApiException e) {
            LOG.log(System.Logger.Level.WARNING, "node ports {0} were not given back: {1}", ports, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether anything was ever written down.
    boolean known() throws ApiException, InterruptedException {
        return ledger.exists();
    }

    /// Changes the set of ports that are taken, counted from the first of the range.
    <R> R change(Function<BitSet, R> change) throws ApiException, InterruptedException {
        return ledger.change(change);
    }

    /// The number of a port counted from the first of the range.
    int place(int port) {
        return port - first;
    }
}
