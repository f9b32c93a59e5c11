package io.djong.apiserver.registry.migration;

import io.djong.api.types.meta.v1.GroupResource;
import io.djong.api.types.storagemigration.v1beta1.StorageMigrationV1Beta1;
import io.djong.api.types.storagemigration.v1beta1.StorageVersionMigration;
import io.djong.api.types.storagemigration.v1beta1.StorageVersionMigrationStatus;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;

/// Orders to write all objects of a resource again, in the version that is stored now.
public final class StorageVersionMigrations {
    private static final List<String> STATES = List.of("Running", "Failed", "Succeeded");

    private StorageVersionMigrations() {}

    /// The declaration.
    public static ResourceDeclaration<StorageVersionMigration> declaration() {
        return ResourceDeclaration.of(
                        StorageMigrationV1Beta1.STORAGE_VERSION_MIGRATIONS,
                        "/registry/storageversionmigrations",
                        new MigrationStrategy(),
                        columns())
                .gatedBy("StorageVersionMigrator")
                .withSubresources(List.of(PartView.statusAlone(
                        StorageVersionMigration.TYPE,
                        (kept, sent) -> kept.withStatus(sent.status()),
                        (validation, migration, old) -> validation.checkUpdateStatus(migration, old))));
    }

    private static ColumnTable<StorageVersionMigration> columns() {
        return ColumnTable.<StorageVersionMigration>empty()
                .text(
                        "Name",
                        "Name of the object.",
                        migration -> migration.metadata().name())
                .text(
                        "Resource",
                        "GroupResource to migrate",
                        migration -> resource(migration.spec().resource()))
                .text("Status", "Status of the migration", StorageVersionMigrations::state);
    }

    private static String resource(GroupResource resource) {
        return resource.group().isEmpty() ? resource.resource() : resource.resource() + "." + resource.group();
    }

    /// The last of the conditions that is true.
    private static String state(StorageVersionMigration migration) {
        var state = "Unknown";
        for (var condition : migration.status().conditions()) {
            if (condition.status().equals("True") && STATES.contains(condition.type())) {
                state = condition.type();
            }
        }
        return state;
    }

    private static final class MigrationStrategy implements Strategy<StorageVersionMigration> {
        @Override
        public StorageVersionMigration prepareForCreate(StorageVersionMigration migration, OperationContext context) {
            return migration.withStatus(StorageVersionMigrationStatus.EMPTY);
        }

        @Override
        public StorageVersionMigration prepareForUpdate(
                StorageVersionMigration migration, StorageVersionMigration old, OperationContext context) {
            return migration.withStatus(old.status());
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
