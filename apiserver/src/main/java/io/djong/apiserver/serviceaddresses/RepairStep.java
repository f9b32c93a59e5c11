package io.djong.apiserver.serviceaddresses;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.networking.v1.IPAddress;
import org.jspecify.annotations.Nullable;

/// One thing to do so that services and address objects agree.
sealed interface RepairStep {
    /// What people are told; null when there is nothing to tell.
    @Nullable
    Notice notice();

    /// An event.
    ///
    /// @param regarding whom it is about
    /// @param reason why, as upstream has it
    /// @param action what was tried, as upstream has it
    /// @param note a sentence
    record Notice(KubeObject regarding, String reason, String action, String note) {}

    /// Only tells: people must act.
    record Tell(Notice notice) implements RepairStep {}

    /// Creates a missing object.
    record Create(IPAddress wanted, Notice notice) implements RepairStep {}

    /// Deletes an object that says something else, and creates the right one.
    record Recreate(IPAddress wanted, @Nullable Notice notice) implements RepairStep {}

    /// Deletes an object that no service is behind.
    record Remove(IPAddress object, Notice notice) implements RepairStep {}
}
