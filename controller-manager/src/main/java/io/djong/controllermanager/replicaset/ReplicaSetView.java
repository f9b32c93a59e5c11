package io.djong.controllermanager.replicaset;

import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.Pod;
import java.util.List;

/// What the controller knows of one set when it decides.
///
/// @param active its pods that count: owned, matching, neither ended nor being deleted
/// @param terminating its pods that are being deleted
/// @param related the pods of all sets of the same owner, to see which nodes are crowded
/// @param settled whether all earlier creations and deletions have been seen
record ReplicaSetView(ReplicaSet set, List<Pod> active, List<Pod> terminating, List<Pod> related, boolean settled) {
    ReplicaSetView {
        active = List.copyOf(active);
        terminating = List.copyOf(terminating);
        related = List.copyOf(related);
    }

    int wanted() {
        Integer replicas = set.spec().replicas();
        return replicas == null ? 1 : replicas;
    }
}
