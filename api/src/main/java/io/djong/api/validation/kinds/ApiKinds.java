package io.djong.api.validation.kinds;

import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.types.apiregistration.v1.APIService;
import io.djong.api.types.apiserverinternal.v1alpha1.StorageVersion;
import io.djong.api.types.storagemigration.v1beta1.StorageVersionMigration;
import io.djong.api.validation.apiextensions.DefinitionRules;
import io.djong.api.validation.apiregistration.ApiServiceRules;
import io.djong.api.validation.migration.StorageMigrationRules;
import io.djong.api.validation.migration.StorageVersionRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds that say what the API serves and how it is stored: `apiextensions.k8s.io`,
/// `apiregistration.k8s.io`, `internal.apiserver.k8s.io` and `storagemigration.k8s.io`.
final class ApiKinds {
    private ApiKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.<CustomResourceDefinition>ofFull(
                                CustomResourceDefinition.class,
                                (errors, definition, with) -> DefinitionRules.create(errors, definition, with.rules()))
                        .updateFull((errors, definition, old, with) ->
                                DefinitionRules.update(errors, definition, old, with.rules()))
                        .status(DefinitionRules::updateStatus),
                KindRules.of(APIService.class, ApiServiceRules::create)
                        .update(ApiServiceRules::update)
                        .status(ApiServiceRules::updateStatus),
                KindRules.of(StorageVersion.class, StorageVersionRules::create).status(StorageVersionRules::status),
                KindRules.of(StorageVersionMigration.class, StorageMigrationRules::create)
                        .update(StorageMigrationRules::update)
                        .status(StorageMigrationRules::status));
    }
}
