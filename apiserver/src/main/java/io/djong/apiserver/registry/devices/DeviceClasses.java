package io.djong.apiserver.registry.devices;

import io.djong.api.types.resource.v1.DeviceClass;
import io.djong.api.types.resource.v1.ResourceV1;
import io.djong.api.types.resource.v1beta1.ResourceV1Beta1;
import io.djong.api.types.resource.v1beta2.ResourceV1Beta2;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Named sets of devices that claims choose from.
final class DeviceClasses {
    private final DroppedFields dropped;

    DeviceClasses(DroppedFields dropped) {
        this.dropped = dropped;
    }

    ResourceDeclaration<DeviceClass> declaration() {
        return ResourceDeclaration.of(
                        ResourceV1.DEVICE_CLASSES,
                        "/registry/deviceclasses",
                        new ClassStrategy(),
                        ColumnTable.<DeviceClass>named().age())
                .withAlternate(DeviceVersions.like(ResourceV1.DEVICE_CLASSES, ResourceV1Beta2.DEVICE_CLASSES))
                .withAlternate(DeviceVersions.like(ResourceV1.DEVICE_CLASSES, ResourceV1Beta1.DEVICE_CLASSES));
    }

    private final class ClassStrategy implements Strategy<DeviceClass> {
        @Override
        public boolean returnsDeletedObject() {
            return true;
        }

        @Override
        public DeviceClass prepareForCreate(DeviceClass object, OperationContext context) {
            return Metadata.with(dropped.of(object, null), meta -> meta.withGeneration(1));
        }

        @Override
        public DeviceClass prepareForUpdate(DeviceClass object, DeviceClass old, OperationContext context) {
            var kept = dropped.of(object, old);
            var same = kept.spec().equals(old.spec());
            return Metadata.with(
                    kept, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }
    }
}
