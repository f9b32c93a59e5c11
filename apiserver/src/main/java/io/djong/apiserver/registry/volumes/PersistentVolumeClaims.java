package io.djong.apiserver.registry.volumes;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.PersistentVolumeClaimStatus;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.api.validation.volumes.PersistentVolumeClaimWarnings;
import io.djong.api.volumes.VolumeClasses;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;

/// Wishes for storage that outlives pods.
public final class PersistentVolumeClaims {
    private PersistentVolumeClaims() {}

    /// The declaration.
    public static ResourceDeclaration<PersistentVolumeClaim> declaration() {
        return ResourceDeclaration.of(
                        CoreV1.PERSISTENT_VOLUME_CLAIMS,
                        "/registry/persistentvolumeclaims",
                        new ClaimStrategy(),
                        columns())
                .withSubresources(List.of(
                        PartView.status(PersistentVolumeClaim.TYPE, (current, sent) -> sent.withSpec(current.spec()))));
    }

    private static final class ClaimStrategy implements Strategy<PersistentVolumeClaim> {
        @Override
        public PersistentVolumeClaim prepareForCreate(PersistentVolumeClaim claim, OperationContext context) {
            return claim.withSpec(DataSources.prepared(claim.spec(), null))
                    .withStatus(PersistentVolumeClaimStatus.EMPTY.withPhase("Pending"));
        }

        @Override
        public PersistentVolumeClaim prepareForUpdate(
                PersistentVolumeClaim claim, PersistentVolumeClaim old, OperationContext context) {
            return claim.withSpec(DataSources.prepared(claim.spec(), old.spec()))
                    .withStatus(old.status());
        }

        /// The old claim is brought to today's form first, in case it is older than that.
        @Override
        public List<FieldError> validateUpdate(
                PersistentVolumeClaim claim,
                PersistentVolumeClaim old,
                Validation validation,
                OperationContext context) {
            return validation.checkUpdate(claim, old.withSpec(DataSources.paired(old.spec())));
        }

        @Override
        public List<String> warningsOnCreate(PersistentVolumeClaim claim) {
            return PersistentVolumeClaimWarnings.of(claim);
        }

        @Override
        public List<String> warningsOnUpdate(PersistentVolumeClaim claim, PersistentVolumeClaim old) {
            return PersistentVolumeClaimWarnings.of(claim);
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }
    }

    private static ColumnTable<PersistentVolumeClaim> columns() {
        return ColumnTable.<PersistentVolumeClaim>named()
                .text(
                        "Status",
                        "How far its life is.",
                        claim -> VolumeCells.phase(
                                claim.metadata(), claim.status().phase()))
                .text("Volume", "Which volume it has.", claim -> claim.spec().volumeName())
                .text("Capacity", "How much it has.", PersistentVolumeClaims::capacity)
                .text(
                        "Access Modes",
                        "Who may mount it together.",
                        claim -> claim.spec().volumeName().isEmpty()
                                ? ""
                                : VolumeCells.access(claim.status().accessModes()))
                .text("StorageClass", "Which class it asks for.", VolumeClasses::of)
                .text(
                        "VolumeAttributesClass",
                        "Which attributes it asks for.",
                        claim -> VolumeCells.orUnset(claim.spec().volumeAttributesClassName()))
                .age()
                .wide(
                        "VolumeMode",
                        "With a file system or as a block device.",
                        claim -> VolumeCells.orUnset(claim.spec().volumeMode()));
    }

    private static String capacity(PersistentVolumeClaim claim) {
        return claim.spec().volumeName().isEmpty()
                ? ""
                : claim.status()
                        .capacity()
                        .getOrDefault("storage", Quantity.ZERO)
                        .toString();
    }
}
