package io.djong.api.validation.storage;

import io.djong.api.types.storage.v1.CSINode;
import io.djong.api.types.storage.v1.CSINodeDriver;
import io.djong.api.types.storage.v1.CSINodeDriverCodec;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Texts;
import io.djong.api.validation.core.DiskRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;

/// The drivers on a node: of one that is there, only how many volumes it takes can change.
public final class CSINodeRules {
    private static final FieldPath DRIVERS = FieldPath.of("spec").child("drivers");
    private static final int ID_BYTES_MAX = 256;

    private CSINodeRules() {}

    /// A new one.
    public static void create(FieldErrors errors, CSINode node) {
        ObjectMetaRules.create(errors, node.metadata(), false, NameRule.SUBDOMAIN);
        var names = new HashSet<String>();
        List<CSINodeDriver> drivers = node.spec().drivers();
        for (int i = 0; i < drivers.size(); i++) {
            var driver = drivers.get(i);
            var at = DRIVERS.index(i);
            DiskRules.driverName(errors, at.child("name"), driver.name());
            id(errors, at.child("nodeID"), driver.nodeID());
            var allocatable = driver.allocatable();
            if (allocatable != null && allocatable.count() != null) {
                Numbers.notNegative(errors, at.child("allocatable", "count"), allocatable.count());
            }
            if (!names.add(driver.name())) {
                errors.duplicate(at.child("name"), driver.name());
            }
            keys(errors, at, driver.topologyKeys());
        }
    }

    private static void id(FieldErrors errors, FieldPath path, String id) {
        if (id.isEmpty()) {
            errors.required(path);
        }
        if (ByteLength.of(id) > ID_BYTES_MAX) {
            errors.invalid(path, id, "must be " + ID_BYTES_MAX + " characters or less");
        }
    }

    private static void keys(FieldErrors errors, FieldPath path, List<String> keys) {
        var seen = new HashSet<String>();
        for (String key : keys) {
            if (key.isEmpty()) {
                errors.required(path);
            }
            if (!seen.add(key)) {
                errors.duplicate(path, key);
            }
            errors.invalidEach(path, key, LabelNames.key(key));
        }
    }

    /// A changed one.
    public static void update(FieldErrors errors, CSINode node, CSINode old) {
        create(errors, node);
        for (var before : old.spec().drivers()) {
            for (var now : node.spec().drivers()) {
                var changed = now.withAllocatable(null);
                if (now.name().equals(before.name()) && !changed.equals(before.withAllocatable(null))) {
                    errors.invalidShown(
                            DRIVERS,
                            InternalJson.of("storage/v1.CSINodeDriver", CSINodeDriverCodec.CODEC, changed),
                            Texts.IMMUTABLE);
                }
            }
        }
    }
}
