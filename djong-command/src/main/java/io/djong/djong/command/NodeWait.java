package io.djong.djong.command;

import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import io.djong.cluster.bootstrap.ClusterException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The wait of `djong up` until the cluster calls its node ready. The cluster itself says so: to look would take
/// this process longer than the cluster takes.
///
/// @param progress what the cluster writes
/// @param alive whether it runs
record NodeWait(Environment environment, StartProgress progress, BooleanSupplier alive) {
    private static final Duration POLL = Duration.ofMillis(20);

    /// What is known about a cluster when it is asked for.
    interface Cause {
        String now() throws ClusterException, InterruptedException;
    }

    /// Returns when the node is ready.
    ///
    /// @param limit how long it waits
    /// @param ended why the cluster ended
    /// @param late why its node is not ready yet
    /// @throws ClusterException when one of these came first
    void await(Duration limit, Cause ended, Cause late) throws ClusterException, InterruptedException {
        var deadline = Deadline.after(environment.ticker(), limit);
        while (!progress.read().nodeReady()) {
            if (!alive.getAsBoolean()) {
                throw new ClusterException("the cluster ended: " + ended.now());
            }
            if (deadline.isPast()) {
                throw new ClusterException("the cluster runs, but its node is not ready: " + late.now());
            }
            environment.timers().sleep(POLL);
        }
    }
}
