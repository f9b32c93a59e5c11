package io.djong.api.validation.kinds;

import io.djong.api.types.storage.v1.CSIDriver;
import io.djong.api.types.storage.v1.CSINode;
import io.djong.api.types.storage.v1.CSIStorageCapacity;
import io.djong.api.types.storage.v1.StorageClass;
import io.djong.api.types.storage.v1.VolumeAttachment;
import io.djong.api.types.storage.v1.VolumeAttributesClass;
import io.djong.api.validation.rows.KindRules;
import io.djong.api.validation.storage.CSIDriverRules;
import io.djong.api.validation.storage.CSINodeRules;
import io.djong.api.validation.storage.CSIStorageCapacityRules;
import io.djong.api.validation.storage.StorageClassRules;
import io.djong.api.validation.storage.VolumeAttachmentRules;
import io.djong.api.validation.storage.VolumeAttributesClassRules;
import java.util.List;

/// The rules of the kinds of `storage.k8s.io`.
final class StorageKinds {
    private StorageKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(StorageClass.class, StorageClassRules::create).update(StorageClassRules::update),
                KindRules.of(CSIDriver.class, CSIDriverRules::create).update(CSIDriverRules::update),
                KindRules.of(CSINode.class, CSINodeRules::create).update(CSINodeRules::update),
                KindRules.of(CSIStorageCapacity.class, CSIStorageCapacityRules::create)
                        .update(CSIStorageCapacityRules::update),
                KindRules.of(VolumeAttachment.class, VolumeAttachmentRules::create)
                        .update(VolumeAttachmentRules::update)
                        .status(VolumeAttachmentRules::update),
                KindRules.of(VolumeAttributesClass.class, VolumeAttributesClassRules::create)
                        .update(VolumeAttributesClassRules::update));
    }
}
