package io.djong.apiserver.registry.services;

import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.List;

/// The node ports that one write takes and gives back. A dry run takes none, and is shown numbers above the
/// usual range for those that it does not name.
final class PortClaims {
    /// One below the first number that a dry run is shown.
    private static final int STAND_IN = 32768;

    private final PortPool pool;
    private final boolean dryRun;
    private final List<Integer> taken = new ArrayList<>(0);
    private final List<Integer> leaving = new ArrayList<>(0);

    PortClaims(PortPool pool, boolean dryRun) {
        this.pool = pool;
        this.dryRun = dryRun;
    }

    /// Takes this port.
    ///
    /// @return why it cannot be had; "" when it was taken
    String take(int port) throws ApiException, InterruptedException {
        if (dryRun) {
            if (pool.holds(port) || taken.contains(port)) {
                return "provided port is already allocated";
            }
        } else if (!pool.contains(port)) {
            return "provided port is not in the valid range. The range of valid ports is " + pool.range();
        } else if (!pool.take(port)) {
            return "provided port is already allocated";
        }
        taken.add(port);
        return "";
    }

    /// Takes a port that is free; 0 when there is none.
    int takeAny() throws ApiException, InterruptedException {
        int port = dryRun ? standIn() : pool.takeAny();
        if (port != 0) {
            taken.add(port);
        }
        return port;
    }

    private int standIn() {
        return 1 + Math.max(0, taken.stream().mapToInt(each -> each).max().orElse(STAND_IN));
    }

    /// Gives this port back when the write was done.
    void leave(int port) {
        leaving.add(port);
    }

    void commit() {
        pool.release(leaving);
    }

    void rollback() {
        if (!dryRun) {
            pool.release(taken);
        }
    }
}
