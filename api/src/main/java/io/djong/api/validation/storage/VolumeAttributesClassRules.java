package io.djong.api.validation.storage;

import io.djong.api.types.storage.v1.VolumeAttributesClass;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;

/// Volume attributes classes: nothing of them can change.
public final class VolumeAttributesClassRules {
    private static final FieldPath DRIVER = FieldPath.of("driverName");
    private static final FieldPath PARAMETERS = FieldPath.of("parameters");

    private VolumeAttributesClassRules() {}

    /// A new one.
    public static void create(FieldErrors errors, VolumeAttributesClass attributes) {
        ObjectMetaRules.create(errors, attributes.metadata(), false, NameRule.SUBDOMAIN);
        ClassParameters.provisioner(errors, DRIVER, attributes.driverName());
        ClassParameters.check(errors, PARAMETERS, attributes.parameters(), false);
    }

    /// A changed one.
    public static void update(FieldErrors errors, VolumeAttributesClass attributes, VolumeAttributesClass old) {
        ObjectMetaRules.update(errors, attributes.metadata(), old.metadata());
        if (!attributes.driverName().equals(old.driverName())) {
            errors.forbidden(DRIVER, "updates to driverName are forbidden.");
        }
        if (!attributes.parameters().equals(old.parameters())) {
            errors.forbidden(PARAMETERS, "updates to parameters are forbidden.");
        }
        create(errors, attributes);
    }
}
