package io.djong.api.validation.kinds;

import io.djong.api.types.apiserverinternal.v1alpha1.StorageVersion;
import io.djong.api.types.storagemigration.v1beta1.StorageVersionMigration;
import io.djong.api.validation.migration.StorageMigrationRules;
import io.djong.api.validation.migration.StorageVersionRules;
import java.util.List;

/// The rules of the kinds of `internal.apiserver.k8s.io` and `storagemigration.k8s.io`.
final class MigrationKinds {
    private MigrationKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(StorageVersion.class, StorageVersionRules::create).status(StorageVersionRules::status),
                KindRules.of(StorageVersionMigration.class, StorageMigrationRules::create)
                        .update(StorageMigrationRules::update)
                        .status(StorageMigrationRules::status));
    }
}
