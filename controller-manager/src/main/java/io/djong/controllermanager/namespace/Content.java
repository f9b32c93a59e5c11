package io.djong.controllermanager.namespace;

import io.djong.api.meta.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one run found in a namespace after it asked for the deletion of everything.
final class Content {
    /// How long what has finalizers may take.
    private static final long FINALIZER_ESTIMATE_SECONDS = 15;

    final List<String> discoveryFailures = new ArrayList<>();
    final List<String> deletionFailures = new ArrayList<>();
    /// Objects left, by `resource.group`.
    final Map<String, Integer> remaining = new TreeMap<>();
    /// Objects left that a finalizer holds, by finalizer.
    final Map<String, Integer> finalizers = new TreeMap<>();
    private long estimateSeconds;

    /// Takes in what is left of one resource.
    ///
    /// @param finalizersOfEach of each object that is left
    /// @param graceSeconds how long the server said that it may take; 0 for no time
    void remains(GroupResource resource, List<List<String>> finalizersOfEach, long graceSeconds) {
        if (finalizersOfEach.isEmpty()) return;
        remaining.merge(resource.resource() + "." + resource.group(), finalizersOfEach.size(), Integer::sum);
        boolean isHeld = false;
        for (List<String> names : finalizersOfEach) {
            for (String name : names) {
                finalizers.merge(name, 1, Integer::sum);
                isHeld = true;
            }
        }
        if (graceSeconds > 0) {
            estimateSeconds = Math.max(estimateSeconds, graceSeconds);
        } else if (isHeld) {
            estimateSeconds = Math.max(estimateSeconds, FINALIZER_ESTIMATE_SECONDS);
        } else {
            deletionFailures.add("unexpected items still remain in namespace for " + resource);
        }
    }

    /// How long it will take until what is left is gone; 0 when nothing is, or nobody knows.
    long estimateSeconds() {
        return estimateSeconds;
    }

    boolean hasFailed() {
        return !discoveryFailures.isEmpty() || !deletionFailures.isEmpty();
    }

    boolean isEmpty() {
        return remaining.isEmpty();
    }
}
