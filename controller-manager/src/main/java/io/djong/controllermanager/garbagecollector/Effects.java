package io.djong.controllermanager.garbagecollector;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a change of the graph asks for.
final class Effects {
    /// Uids of objects that may have to be deleted.
    final Set<String> attemptToDelete = new LinkedHashSet<>();
    /// Uids of replaced unobserved owners: to be looked at again, but not in a hurry.
    final Set<String> attemptToDeleteLater = new LinkedHashSet<>();
    /// Uids of objects whose dependents are to be spared.
    final Set<String> attemptToOrphan = new LinkedHashSet<>();
    /// Owners that are now known not to exist.
    final List<Identity> absent = new ArrayList<>();
    /// References to an owner that is in another namespace.
    final List<ForeignOwner> foreignOwners = new ArrayList<>();

    /// @param dependent whose reference it is
    /// @param ownerUid the uid that it names
    record ForeignOwner(Identity dependent, String ownerUid) {}
}
