package io.djong.kubelet.probes;

import org.jspecify.annotations.Nullable;

/// Turns single runs into a verdict: as many equal results in a row as the threshold asks for. No
/// clock, no thread.
final class ProbeJudge {
    private final int successThreshold;
    private final int failureThreshold;
    private @Nullable Boolean last;
    private int inARow;

    ProbeJudge(int successThreshold, int failureThreshold) {
        this.successThreshold = Math.max(1, successThreshold);
        this.failureThreshold = Math.max(1, failureThreshold);
    }

    /// Counts one run.
    ///
    /// @return the verdict, or null when this result has not come often enough
    @Nullable
    Boolean count(boolean success) {
        if (last == null || last != success) {
            last = success;
            inARow = 0;
        }
        inARow++;
        return inARow < (success ? successThreshold : failureThreshold) ? null : Boolean.valueOf(success);
    }

    /// Begins anew: another container, or one that was given up.
    void reset() {
        last = null;
        inARow = 0;
    }
}
