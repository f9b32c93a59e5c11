package io.djong.controllermanager.garbagecollector;

import io.djong.api.types.meta.v1.OwnerReference;
import java.util.List;

/// What the graph knows of one object at one moment.
///
/// @param observed an informer has seen it; else it is only known from references to it
/// @param beingDeleted its deletion has been asked for
/// @param deletingDependents it waits for its dependents to be deleted (foreground)
/// @param dependents the objects that name it as an owner
record NodeView(
        Identity identity,
        boolean observed,
        boolean beingDeleted,
        boolean deletingDependents,
        List<Dependent> dependents) {
    NodeView {
        dependents = List.copyOf(dependents);
    }

    /// @param blocks its reference to the owner says `blockOwnerDeletion: true`
    /// @param deletingDependents it waits for its own dependents
    record Dependent(Identity identity, boolean blocks, boolean deletingDependents) {}

    List<Dependent> blocking() {
        return dependents.stream().filter(Dependent::blocks).toList();
    }

    static boolean blocks(List<OwnerReference> owners, String ownerUid) {
        for (OwnerReference owner : owners) {
            if (owner.uid().equals(ownerUid) && Boolean.TRUE.equals(owner.blockOwnerDeletion())) return true;
        }
        return false;
    }
}
