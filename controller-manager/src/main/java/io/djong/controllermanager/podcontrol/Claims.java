package io.djong.controllermanager.podcontrol;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.OwnerReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Whose are these objects: what a controller owns, may adopt, and must let go.
///
/// @param owned managed by it, and matching its selector
/// @param adoptable orphans that match, neither they nor the controller being deleted
/// @param released managed by it, but no longer matching; none while the controller is being deleted
public record Claims<T extends KubeObject>(List<T> owned, List<T> adoptable, List<T> released) {

    /// Sorts the candidates by what is to become of them. Objects of other controllers are in none of the lists.
    /// Pure.
    public static <T extends KubeObject> Claims<T> of(KubeObject controller, Predicate<T> matches, List<T> candidates) {
        List<T> owned = new ArrayList<>();
        List<T> adoptable = new ArrayList<>();
        List<T> released = new ArrayList<>();
        boolean ending = controller.metadata().deletionTimestamp() != null;
        for (T candidate : candidates) {
            OwnerReference owner = Owners.controllerOf(candidate);
            if (owner == null) {
                boolean candidateEnds = candidate.metadata().deletionTimestamp() != null;
                boolean sameNamespace = candidate
                        .metadata()
                        .namespace()
                        .equals(controller.metadata().namespace());
                if (!ending && !candidateEnds && sameNamespace && matches.test(candidate)) adoptable.add(candidate);
            } else if (owner.uid().equals(controller.metadata().uid())) {
                if (matches.test(candidate)) {
                    owned.add(candidate);
                } else if (!ending) {
                    released.add(candidate);
                }
            }
        }
        return new Claims<>(owned, adoptable, released);
    }
}
