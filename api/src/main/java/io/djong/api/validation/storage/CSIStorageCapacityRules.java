package io.djong.api.validation.storage;

import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.LabelSelectorCodec;
import io.djong.api.types.storage.v1.CSIStorageCapacity;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How much a class of storage has left in a place: class and place cannot change.
public final class CSIStorageCapacityRules {
    private static final FieldPath TOPOLOGY = FieldPath.of("nodeTopology");
    private static final FieldPath CLASS = FieldPath.of("storageClassName");

    private CSIStorageCapacityRules() {}

    /// A new one.
    public static void create(FieldErrors errors, CSIStorageCapacity capacity) {
        check(errors, capacity, false);
    }

    private static void check(FieldErrors errors, CSIStorageCapacity capacity, boolean anyValues) {
        ObjectMetaRules.create(errors, capacity.metadata(), true, NameRule.SUBDOMAIN);
        LabelSelectorRules.check(errors, TOPOLOGY, capacity.nodeTopology(), anyValues);
        errors.invalidEach(CLASS, capacity.storageClassName(), DnsNames.subdomain(capacity.storageClassName()));
        var amount = capacity.capacity();
        if (amount != null && amount.sign() < 0) {
            errors.invalid(FieldPath.of("capacity"), amount.toString(), Texts.NOT_NEGATIVE);
        }
    }

    /// A changed one. A selector that was wrong before may stay so.
    public static void update(FieldErrors errors, CSIStorageCapacity capacity, CSIStorageCapacity old) {
        check(errors, capacity, isWrong(old.nodeTopology()));
        ObjectMetaRules.update(errors, capacity.metadata(), old.metadata());
        if (!Objects.equals(capacity.nodeTopology(), old.nodeTopology())) {
            errors.invalidShown(
                    TOPOLOGY, Shown.json(LabelSelectorCodec.CODEC, capacity.nodeTopology()), Texts.IMMUTABLE);
        }
        ObjectMetaRules.immutable(errors, CLASS, capacity.storageClassName(), old.storageClassName());
    }

    private static boolean isWrong(@Nullable LabelSelector selector) {
        var found = new FieldErrors();
        LabelSelectorRules.check(found, TOPOLOGY, selector, false);
        return !found.isEmpty();
    }
}
