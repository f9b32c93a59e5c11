package io.djong.kubelet.pods;

import io.djong.api.types.core.v1.Pod;
import io.djong.kubelet.runtime.SyncOutcome.Waiting;
import io.djong.kubelet.status.PodPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the work on one pod stands. Its stage only ever goes forward.
final class PodWork {
    enum Stage {
        /// Make it run.
        SYNC,
        /// End its containers.
        TERMINATING,
        /// Take away what was around them.
        TERMINATED,
        /// Nothing of it is left on the node.
        DONE
    }

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final int FAILURES_COUNTED_MAX = 10;

    private final String uid;
    private Stage stage = Stage.SYNC;
    /// As it was desired last; null when only the runtime ever knew it.
    private @Nullable Pod pod;
    /// Nobody desired it at some time: should it come back, it begins anew when this one has ended.
    private boolean isGone;
    private long graceSeconds;
    private boolean hasGrace;
    /// When the runtime was changed last.
    private Instant actedAt = Instant.MIN;
    private int failures;
    private SortedMap<String, Waiting> reasons = new TreeMap<>();
    private @Nullable Ending ending;
    private @Nullable Long seenNanos;

    PodWork(String uid, @Nullable Pod pod) {
        this.uid = uid;
        this.pod = pod;
    }

    String uid() {
        return uid;
    }

    Stage stage() {
        return stage;
    }

    void advance(Stage next) {
        if (next.compareTo(stage) > 0) {
            stage = next;
        }
    }

    @Nullable
    Pod pod() {
        return pod;
    }

    boolean isGone() {
        return isGone;
    }

    long graceSeconds() {
        return graceSeconds;
    }

    /// Takes over what is desired now. A grace period only ever gets shorter, and is at least a second.
    void update(@Nullable Pod desired) {
        isGone |= desired == null;
        if (desired != null) {
            pod = desired;
        }
        if (endsBy(desired)) {
            advance(Stage.TERMINATING);
        }
        if (stage == Stage.TERMINATING) {
            shorten(graceOf(desired == null ? pod : desired));
        }
    }

    /// Whether the pod is to be ended, seeing what is desired.
    static boolean endsBy(@Nullable Pod desired) {
        return desired == null
                || desired.metadata().deletionTimestamp() != null
                || PodPhase.isTerminal(desired.status().phase());
    }

    /// Begins to end the pod for a reason of the node's own.
    void terminate() {
        advance(Stage.TERMINATING);
        shorten(graceOf(pod));
    }

    /// Begins to end the pod for a reason of the node's own, which its status tells.
    void end(Ending why) {
        if (stage.compareTo(Stage.TERMINATING) > 0) {
            return;
        }
        ending = why;
        advance(Stage.TERMINATING);
        Long seconds = why.graceSeconds();
        shorten(seconds == null ? graceOf(pod) : Math.max(1, seconds));
    }

    /// Why the node ends the pod; null when it does not.
    @Nullable
    Ending ending() {
        return ending;
    }

    private void shorten(long seconds) {
        graceSeconds = hasGrace ? Math.min(graceSeconds, seconds) : seconds;
        hasGrace = true;
    }

    /// Whether what runs now for this pod is to be cut short for what is desired now.
    boolean isSupersededBy(@Nullable Pod desired) {
        return switch (stage) {
            case SYNC -> endsBy(desired);
            case TERMINATING -> desired != null && hasGrace && graceOf(desired) < graceSeconds;
            case TERMINATED, DONE -> false;
        };
    }

    /// Whether what runs now for this pod is to be cut short for this.
    boolean isSupersededBy(Ending why) {
        Long seconds = why.graceSeconds();
        return switch (stage) {
            case SYNC -> true;
            case TERMINATING -> seconds != null && hasGrace && seconds < graceSeconds;
            case TERMINATED, DONE -> false;
        };
    }

    /// How long the pod's containers may take to end. Of a pod that only the runtime knows: one second.
    private static long graceOf(@Nullable Pod pod) {
        if (pod == null) {
            return 1;
        }
        Long seconds = pod.metadata().deletionTimestamp() == null
                ? null
                : pod.metadata().deletionGracePeriodSeconds();
        if (seconds == null) {
            seconds = pod.spec().terminationGracePeriodSeconds();
        }
        return seconds == null ? 30 : Math.max(1, seconds);
    }

    /// When the work began; null when it has not.
    @Nullable
    Long seenNanos() {
        return seenNanos;
    }

    void seen(long nanos) {
        seenNanos = nanos;
    }

    Instant actedAt() {
        return actedAt;
    }

    void acted(Instant at) {
        actedAt = at;
    }

    /// How long to wait before what failed is tried again: twice as long each time.
    ///
    /// @param failed whether it failed now
    Duration backOff(boolean failed) {
        failures = failed ? Math.min(failures + 1, FAILURES_COUNTED_MAX) : 0;
        var wait = FIRST_WAIT.multipliedBy(1L << Math.max(0, failures - 1));
        return wait.compareTo(WAIT_MAX) < 0 ? wait : WAIT_MAX;
    }

    SortedMap<String, Waiting> reasons() {
        return reasons;
    }

    void setReasons(SortedMap<String, Waiting> now) {
        reasons = now;
    }
}
