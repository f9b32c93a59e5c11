package io.djong.controllermanager.deployment;

import io.djong.api.types.apps.v1.ReplicaSet;
import java.util.Map;

/// One effect, with the reason that makes it explainable.
sealed interface Step {
    /// The set of the present template. When its name is taken by a set of another template, the deployment's
    /// collision count grows instead, and nothing else of the plan is performed.
    record Create(ReplicaSet set) implements Step {}

    /// Brings annotations and `minReadySeconds` up to date.
    record Annotate(String set, Map<String, String> annotations, int minReadySeconds) implements Step {}

    /// Sets the number of replicas, and remembers in annotations what it was a share of.
    ///
    /// @param from for the event; when it is the same as `to`, only the annotations change
    record Scale(String set, int from, int to, Map<String, String> annotations, String reason) implements Step {}

    /// An old set that exceeds the history's limit.
    record Delete(String set, String reason) implements Step {}
}
