package io.djong.apiserver.registry.volumes;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeStatus;
import io.djong.api.validation.volumes.PersistentVolumeWarnings;
import io.djong.api.volumes.VolumeClasses;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Storage that outlives pods.
public final class PersistentVolumes {
    private PersistentVolumes() {}

    /// The declaration.
    public static ResourceDeclaration<PersistentVolume> declaration() {
        return ResourceDeclaration.of(
                        CoreV1.PERSISTENT_VOLUMES, "/registry/persistentvolumes", new VolumeStrategy(), columns())
                .withSubresources(List.of(new PersistentVolumeStatusView()));
    }

    private static final class VolumeStrategy implements Strategy<PersistentVolume> {
        @Override
        public PersistentVolume prepareForCreate(PersistentVolume volume, OperationContext context) {
            var now = context.now().truncatedTo(ChronoUnit.SECONDS);
            return volume.withStatus(
                    PersistentVolumeStatus.EMPTY.withPhase("Pending").withLastPhaseTransitionTime(now));
        }

        @Override
        public PersistentVolume prepareForUpdate(
                PersistentVolume volume, PersistentVolume old, OperationContext context) {
            return volume.withStatus(old.status());
        }

        @Override
        public List<String> warningsOnCreate(PersistentVolume volume) {
            return PersistentVolumeWarnings.of(volume);
        }

        @Override
        public List<String> warningsOnUpdate(PersistentVolume volume, PersistentVolume old) {
            return PersistentVolumeWarnings.of(volume);
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }
    }

    private static ColumnTable<PersistentVolume> columns() {
        return ColumnTable.<PersistentVolume>named()
                .text(
                        "Capacity",
                        "How much it holds.",
                        volume -> volume.spec()
                                .capacity()
                                .getOrDefault("storage", Quantity.ZERO)
                                .toString())
                .text(
                        "Access Modes",
                        "Who may mount it together.",
                        volume -> VolumeCells.access(volume.spec().accessModes()))
                .text(
                        "Reclaim Policy",
                        "What becomes of it when it is given back.",
                        volume -> volume.spec().persistentVolumeReclaimPolicy())
                .text(
                        "Status",
                        "How far its life is.",
                        volume -> VolumeCells.phase(
                                volume.metadata(), volume.status().phase()))
                .text("Claim", "Whose it is.", PersistentVolumes::claim)
                .text("StorageClass", "Of which class it is.", VolumeClasses::of)
                .text(
                        "VolumeAttributesClass",
                        "Which attributes it has.",
                        volume -> VolumeCells.orUnset(volume.spec().volumeAttributesClassName()))
                .text(
                        "Reason",
                        "Why it is in this state.",
                        volume -> volume.status().reason())
                .age()
                .wide(
                        "VolumeMode",
                        "With a file system or as a block device.",
                        volume -> VolumeCells.orUnset(volume.spec().volumeMode()));
    }

    private static String claim(PersistentVolume volume) {
        var claim = volume.spec().claimRef();
        return claim == null ? "" : claim.namespace() + "/" + claim.name();
    }
}
