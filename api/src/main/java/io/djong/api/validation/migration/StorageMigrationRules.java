package io.djong.api.validation.migration;

import io.djong.api.types.meta.v1.ConditionCodec;
import io.djong.api.types.storagemigration.v1beta1.StorageVersionMigration;
import io.djong.api.types.storagemigration.v1beta1.StorageVersionMigrationSpecCodec;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ConditionRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;

/// Orders to write all objects of a resource again (`StorageVersionMigration`).
public final class StorageMigrationRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath CONDITIONS = FieldPath.of("status").child("conditions");
    private static final FieldPath VERSION = FieldPath.of("status").child("resourceVersion");
    private static final String SUCCEEDED = "Succeeded";
    private static final String FAILED = "Failed";

    private StorageMigrationRules() {}

    /// A new order.
    public static void create(FieldErrors errors, StorageVersionMigration migration) {
        ObjectMetaRules.create(errors, migration.metadata(), false, NameRule.SUBDOMAIN);
        var wanted = migration.spec().resource();
        if (wanted.resource().isEmpty()) {
            errors.required(SPEC.child("resource", "resource"), "resource is required to be set");
        } else {
            var wrong = DnsNames.label1035(wanted.resource());
            if (!wrong.isEmpty()) {
                errors.invalid(SPEC.child("resource", "resource"), wanted.resource(), String.join(",", wrong));
            }
        }
        var wrong = wanted.group().isEmpty() ? List.<String>of() : DnsNames.subdomain(wanted.group());
        if (!wrong.isEmpty()) {
            errors.invalid(SPEC.child("resource", "group"), wanted.group(), String.join(",", wrong));
        }
    }

    /// A changed order: what is migrated stays.
    public static void update(FieldErrors errors, StorageVersionMigration migration, StorageVersionMigration old) {
        create(errors, migration);
        ObjectMetaRules.update(errors, migration.metadata(), old.metadata());
        if (!migration.spec().equals(old.spec())) {
            errors.invalidShown(
                    SPEC,
                    InternalJson.of(
                            "storagemigration/v1beta1.StorageVersionMigrationSpec",
                            StorageVersionMigrationSpecCodec.CODEC,
                            migration.spec()),
                    Texts.IMMUTABLE);
        }
    }

    /// How far it is.
    public static void status(FieldErrors errors, StorageVersionMigration migration, StorageVersionMigration old) {
        ObjectMetaRules.update(errors, migration.metadata(), old.metadata());
        var version = migration.status().resourceVersion();
        if (!version.isEmpty() && !isVersion(version)) {
            errors.invalid(VERSION, version, "resource version is not well formed: " + version);
        }
        ConditionRules.check(errors, CONDITIONS, migration.status().conditions());
        var before = old.status().resourceVersion();
        if (!before.isEmpty() && !before.equals(version)) {
            errors.invalid(VERSION, version, Texts.IMMUTABLE);
        }
        var shown = Shown.list(ConditionCodec.CODEC, migration.status().conditions());
        if (is(migration, SUCCEEDED) && is(migration, FAILED)) {
            errors.invalidShown(
                    CONDITIONS, shown, "Both success and failed conditions cannot be true at the same time");
        }
        if (is(old, SUCCEEDED) && !is(migration, SUCCEEDED)) {
            errors.invalidShown(CONDITIONS, shown, "Success condition cannot be set to false once it is true");
        }
        if (is(old, FAILED) && !is(migration, FAILED)) {
            errors.invalidShown(CONDITIONS, shown, "Failed condition cannot be set to false once it is true");
        }
    }

    private static boolean isVersion(String text) {
        return text.charAt(0) != '0' && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Whether the first condition of that type is true.
    private static boolean is(StorageVersionMigration migration, String type) {
        for (var condition : migration.status().conditions()) {
            if (condition.type().equals(type)) {
                return condition.status().equals("True");
            }
        }
        return false;
    }
}
