package io.djong.apiserver.registry.storage;

import io.djong.api.nodes.OldLabels;
import io.djong.api.types.storage.v1.StorageClass;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.api.volumes.VolumeClasses;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.List;

/// Kinds of storage that claims can ask for.
public final class StorageClasses {
    private StorageClasses() {}

    /// The declaration.
    public static ResourceDeclaration<StorageClass> declaration() {
        return ResourceDeclaration.of(
                StorageV1.STORAGE_CLASSES, "/registry/storageclasses", new StorageClassStrategy(), columns());
    }

    private static final class StorageClassStrategy implements Strategy<StorageClass> {
        @Override
        public List<String> warningsOnCreate(StorageClass storage) {
            var sentences = new ArrayList<String>(0);
            for (int i = 0; i < storage.allowedTopologies().size(); i++) {
                var wanted = storage.allowedTopologies().get(i).matchLabelExpressions();
                for (int j = 0; j < wanted.size(); j++) {
                    var why = OldLabels.why(wanted.get(j).key());
                    if (why != null) {
                        sentences.add("allowedTopologies[" + i + "].matchLabelExpressions[" + j + "].key: " + why);
                    }
                }
            }
            return sentences;
        }

        @Override
        public List<String> warningsOnUpdate(StorageClass storage, StorageClass old) {
            return warningsOnCreate(storage);
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }
    }

    private static ColumnTable<StorageClass> columns() {
        return ColumnTable.<StorageClass>named(
                        storage -> storage.metadata().name() + (VolumeClasses.isDefault(storage) ? " (default)" : ""))
                .text("Provisioner", "Who makes the volumes.", StorageClass::provisioner)
                .text(
                        "ReclaimPolicy",
                        "What becomes of a volume that is given back.",
                        storage -> storage.reclaimPolicy() == null ? "Delete" : storage.reclaimPolicy())
                .text(
                        "VolumeBindingMode",
                        "When a volume is made and bound.",
                        storage -> storage.volumeBindingMode() == null ? "Immediate" : storage.volumeBindingMode())
                .column(
                        "AllowVolumeExpansion",
                        "string",
                        "",
                        0,
                        "Whether volumes can become larger.",
                        (storage, now) -> Boolean.TRUE.equals(storage.allowVolumeExpansion()))
                .age();
    }
}
