package io.djong.apiserver.registry.storage;

import io.djong.api.nodes.OldLabels;
import io.djong.api.types.storage.v1.CSIStorageCapacity;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;

/// How much storage of a class is left where.
public final class CSIStorageCapacities {
    private CSIStorageCapacities() {}

    /// The declaration.
    public static ResourceDeclaration<CSIStorageCapacity> declaration() {
        return ResourceDeclaration.of(
                StorageV1.CSI_STORAGE_CAPACITIES,
                "/registry/csistoragecapacities",
                new CapacityStrategy(),
                ColumnTable.<CSIStorageCapacity>named().createdAt());
    }

    private static final class CapacityStrategy implements Strategy<CSIStorageCapacity> {
        @Override
        public List<String> warningsOnCreate(CSIStorageCapacity capacity) {
            return OldLabels.of(FieldPath.of("nodeTopology"), capacity.nodeTopology());
        }

        @Override
        public List<String> warningsOnUpdate(CSIStorageCapacity capacity, CSIStorageCapacity old) {
            return warningsOnCreate(capacity);
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
