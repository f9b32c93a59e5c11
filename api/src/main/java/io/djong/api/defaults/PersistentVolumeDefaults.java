package io.djong.api.defaults;

import io.djong.api.types.core.v1.ISCSIPersistentVolumeSource;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeSpec;
import io.djong.api.types.core.v1.RBDPersistentVolumeSource;
import io.djong.api.types.core.v1.ScaleIOPersistentVolumeSource;
import org.jspecify.annotations.Nullable;

/// Persistent volumes, with the sources of drivers that are no longer in the tree.
final class PersistentVolumeDefaults {
    private PersistentVolumeDefaults() {}

    static PersistentVolume apply(PersistentVolume volume) {
        var status = volume.status().phase().isEmpty() ? volume.status().withPhase("Pending") : volume.status();
        return volume.withSpec(sources(spec(volume.spec()))).withStatus(status);
    }

    private static PersistentVolumeSpec spec(PersistentVolumeSpec given) {
        var spec = given.persistentVolumeReclaimPolicy().isEmpty()
                ? given.withPersistentVolumeReclaimPolicy("Retain")
                : given;
        if (spec.volumeMode() == null) {
            spec = spec.withVolumeMode("Filesystem");
        }
        return spec;
    }

    /// Where the data is, and how much of it.
    static PersistentVolumeSpec sources(PersistentVolumeSpec given) {
        var spec = given.withCapacity(ResourceDefaults.rounded(given.capacity()))
                .withIscsi(iscsi(given.iscsi()))
                .withRbd(rbd(given.rbd()))
                .withScaleIO(scaleIO(given.scaleIO()));
        if (spec.hostPath() != null && spec.hostPath().type() == null) {
            spec = spec.withHostPath(spec.hostPath().withType(""));
        }
        return spec.azureDisk() == null ? spec : spec.withAzureDisk(VolumeDefaults.azureDisk(spec.azureDisk()));
    }

    private static @Nullable ISCSIPersistentVolumeSource iscsi(@Nullable ISCSIPersistentVolumeSource source) {
        return source == null || !source.iscsiInterface().isEmpty() ? source : source.withIscsiInterface("default");
    }

    private static @Nullable RBDPersistentVolumeSource rbd(@Nullable RBDPersistentVolumeSource given) {
        if (given == null) {
            return null;
        }
        var source = given.pool().isEmpty() ? given.withPool("rbd") : given;
        source = source.user().isEmpty() ? source.withUser("admin") : source;
        return source.keyring().isEmpty() ? source.withKeyring("/etc/ceph/keyring") : source;
    }

    private static @Nullable ScaleIOPersistentVolumeSource scaleIO(@Nullable ScaleIOPersistentVolumeSource given) {
        if (given == null) {
            return null;
        }
        var source = given.storageMode().isEmpty() ? given.withStorageMode("ThinProvisioned") : given;
        return source.fsType().isEmpty() ? source.withFsType("xfs") : source;
    }
}
