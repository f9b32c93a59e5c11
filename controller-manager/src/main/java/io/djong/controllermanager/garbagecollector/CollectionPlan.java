package io.djong.controllermanager.garbagecollector;

import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.ArrayList;
import java.util.List;

/// Decides. Pure.
final class CollectionPlan {
    private CollectionPlan() {}

    /// What the server says of one owner that an object names.
    enum OwnerState {
        /// It exists and stays.
        SOLID,
        /// It does not exist.
        DANGLING,
        /// It is being deleted and waits for its dependents.
        WAITING
    }

    /// @param ownerUid as the reference names it
    record Owner(String ownerUid, OwnerState state) {}

    /// What to do with an object that waits for its dependents.
    static Step waiting(NodeView node) {
        List<NodeView.Dependent> blocking = node.blocking();
        if (blocking.isEmpty()) return new Step.Finish();
        return new Step.DeleteDependents(blocking.stream()
                .filter(dependent -> !dependent.deletingDependents())
                .map(dependent -> dependent.identity().uid())
                .toList());
    }

    /// What to do with an object, by the state of the owners that it names.
    ///
    /// @param latest the object as the server has it
    static Step owned(NodeView node, ObjectMeta latest, List<Owner> owners) {
        if (owners.isEmpty()) return new Step.Keep("it names no owner");
        List<String> leaving = new ArrayList<>();
        boolean isWaitedFor = false;
        boolean hasSolid = false;
        for (Owner owner : owners) {
            switch (owner.state()) {
                case SOLID -> hasSolid = true;
                case DANGLING -> leaving.add(owner.ownerUid());
                case WAITING -> {
                    leaving.add(owner.ownerUid());
                    isWaitedFor = true;
                }
            }
        }
        if (hasSolid) return leaving.isEmpty() ? new Step.Keep("all its owners exist") : new Step.DropOwners(leaving);
        if (isWaitedFor && !node.dependents().isEmpty()) {
            boolean isCircle = node.dependents().stream().anyMatch(NodeView.Dependent::deletingDependents);
            return new Step.Delete("Foreground", isCircle);
        }
        if (latest.finalizers().contains(Graph.ORPHAN)) return new Step.Delete("Orphan", false);
        if (latest.finalizers().contains(Graph.FOREGROUND)) return new Step.Delete("Foreground", false);
        return new Step.Delete("Background", false);
    }
}
