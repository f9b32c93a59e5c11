package io.djong.controllermanager.garbagecollector;

import java.util.List;

/// What becomes of an object that may have lost its owners.
sealed interface Step {
    /// Nothing: it has owners, or is not owned at all.
    record Keep(String reason) implements Step {}

    /// It has an owner that stays; those that do not are taken out of its references.
    record DropOwners(List<String> ownerUids) implements Step {}

    /// No owner is left that stays.
    ///
    /// @param policy `Background`, `Foreground` or `Orphan`
    /// @param unblockFirst its own references stop blocking before: it is part of a circle
    record Delete(String policy, boolean unblockFirst) implements Step {}

    /// It waits for dependents, and none blocks it any more.
    record Finish() implements Step {}

    /// It waits for dependents: see whether these can go.
    record DeleteDependents(List<String> uids) implements Step {}
}
