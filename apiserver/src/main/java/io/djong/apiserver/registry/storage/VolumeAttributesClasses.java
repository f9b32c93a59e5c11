package io.djong.apiserver.registry.storage;

import io.djong.api.types.storage.v1.StorageV1;
import io.djong.api.types.storage.v1.VolumeAttributesClass;
import io.djong.api.types.storage.v1beta1.StorageV1Beta1;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Attributes of volumes that can be exchanged for others while they are in use.
public final class VolumeAttributesClasses {
    private VolumeAttributesClasses() {}

    /// The declaration.
    public static ResourceDeclaration<VolumeAttributesClass> declaration() {
        return ResourceDeclaration.of(
                        StorageV1.VOLUME_ATTRIBUTES_CLASSES,
                        "/registry/volumeattributesclasses",
                        new Strategy<>() {
                            @Override
                            public boolean returnsDeletedObject() {
                                return true;
                            }
                        },
                        ColumnTable.<VolumeAttributesClass>named()
                                .text("DriverName", "For volumes of which driver.", VolumeAttributesClass::driverName)
                                .age())
                .withAlternate(new AlternateVersion<>(
                        StorageV1Beta1.VOLUME_ATTRIBUTES_CLASSES,
                        VolumeAttributesClasses::toBeta,
                        VolumeAttributesClasses::fromBeta));
    }

    private static io.djong.api.types.storage.v1beta1.VolumeAttributesClass toBeta(VolumeAttributesClass attributes) {
        return new io.djong.api.types.storage.v1beta1.VolumeAttributesClass(
                attributes.metadata(), attributes.driverName(), attributes.parameters());
    }

    private static VolumeAttributesClass fromBeta(io.djong.api.types.storage.v1beta1.VolumeAttributesClass attributes) {
        return new VolumeAttributesClass(attributes.metadata(), attributes.driverName(), attributes.parameters());
    }
}
