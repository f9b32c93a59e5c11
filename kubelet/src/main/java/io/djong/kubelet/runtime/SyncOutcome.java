package io.djong.kubelet.runtime;

import io.djong.api.json.GoQuote;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What came of bringing a pod to what it should be.
///
/// @param waiting why containers do not run that should have been started, by name
/// @param started the containers that were started
/// @param failures what else went wrong, in upstream's words: the pod is worked on again soon
/// @param retryAfter when the next attempt of what is backing off is due; null when nothing is
public record SyncOutcome(
        SortedMap<String, Waiting> waiting,
        SortedSet<String> started,
        List<String> failures,
        @Nullable Duration retryAfter) {
    /// Nothing was to be done.
    public static final SyncOutcome NOTHING = new SyncOutcome(new TreeMap<>(), new TreeSet<>(), List.of(), null);

    public SyncOutcome {
        waiting = Collections.unmodifiableSortedMap(new TreeMap<>(waiting));
        started = Collections.unmodifiableSortedSet(new TreeSet<>(started));
        failures = List.copyOf(failures);
    }

    /// Why a container waits.
    ///
    /// @param reason such as `CrashLoopBackOff` or `ErrImagePull`: the `reason` of a waiting state
    /// @param message for people: the `message` of a waiting state
    public record Waiting(String reason, String message) {}

    /// A failure in upstream's words.
    ///
    /// @param action such as `KillContainer`
    /// @param target a container, or a pod
    /// @param reason such as `KillContainerError`
    static String failure(String action, String target, String reason, Exception why) {
        return failure(action, target, reason, String.valueOf(why.getMessage()));
    }

    static String failure(String action, String target, String reason, String message) {
        return "failed to " + GoQuote.quote(action) + " for " + GoQuote.quote(target) + " with " + reason + ": "
                + GoQuote.quote(message);
    }

    /// Whether all is well.
    public boolean isClean() {
        return waiting.isEmpty() && failures.isEmpty();
    }

    /// What is known after this sync, which came after others: a container's reason to wait holds
    /// until it is started. A worker keeps this for the pod's status.
    ///
    /// @param before what was known before
    public SortedMap<String, Waiting> reasonsAfter(SortedMap<String, Waiting> before) {
        var all = new TreeMap<>(before);
        all.keySet().removeAll(started);
        all.putAll(waiting);
        return Collections.unmodifiableSortedMap(all);
    }
}
