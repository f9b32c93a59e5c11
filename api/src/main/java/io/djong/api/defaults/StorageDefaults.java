package io.djong.api.defaults;

import io.djong.api.types.storage.v1.CSIDriver;
import io.djong.api.types.storage.v1.StorageClass;
import io.djong.api.types.storage.v1.VolumeAttachment;
import java.util.List;

/// The kinds of `storage.k8s.io`.
final class StorageDefaults {
    private StorageDefaults() {}

    static StorageClass apply(StorageClass given) {
        var storage = given.reclaimPolicy() == null ? given.withReclaimPolicy("Delete") : given;
        return storage.volumeBindingMode() == null ? storage.withVolumeBindingMode("Immediate") : storage;
    }

    static CSIDriver apply(CSIDriver driver) {
        var spec = driver.spec();
        spec = spec.attachRequired() == null ? spec.withAttachRequired(true) : spec;
        spec = spec.podInfoOnMount() == null ? spec.withPodInfoOnMount(false) : spec;
        spec = spec.storageCapacity() == null ? spec.withStorageCapacity(false) : spec;
        spec = spec.fsGroupPolicy() == null ? spec.withFsGroupPolicy("ReadWriteOnceWithFSType") : spec;
        spec = spec.volumeLifecycleModes().isEmpty() ? spec.withVolumeLifecycleModes(List.of("Persistent")) : spec;
        spec = spec.requiresRepublish() == null ? spec.withRequiresRepublish(false) : spec;
        spec = spec.seLinuxMount() == null ? spec.withSeLinuxMount(false) : spec;
        return driver.withSpec(spec);
    }

    static VolumeAttachment apply(VolumeAttachment attachment) {
        var spec = attachment.spec();
        var inline = spec.source().inlineVolumeSpec();
        return inline == null
                ? attachment
                : attachment.withSpec(
                        spec.withSource(spec.source().withInlineVolumeSpec(PersistentVolumeDefaults.sources(inline))));
    }
}
