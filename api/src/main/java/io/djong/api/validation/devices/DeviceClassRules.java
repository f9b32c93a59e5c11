package io.djong.api.validation.devices;

import io.djong.api.pods.ResourceNames;
import io.djong.api.types.resource.v1.DeviceClass;
import io.djong.api.types.resource.v1.DeviceClassSpec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;
import org.jspecify.annotations.Nullable;

/// Classes of devices.
public final class DeviceClassRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final int CONFIG_MAX = 32;

    private DeviceClassRules() {}

    /// A new class.
    ///
    /// @param check judges the expressions of selectors
    public static void create(FieldErrors errors, DeviceClass object, SelectorCheck check) {
        ObjectMetaRules.create(errors, object.metadata(), false, NameRule.LONG);
        spec(errors, object.spec(), null, check);
    }

    /// A changed class.
    ///
    /// @param check judges the expressions of selectors
    public static void update(FieldErrors errors, DeviceClass object, DeviceClass old, SelectorCheck check) {
        ObjectMetaRules.create(errors, object.metadata(), false, NameRule.LONG);
        ObjectMetaRules.update(errors, object.metadata(), old.metadata());
        spec(errors, object.spec(), old.spec(), check);
    }

    private static void spec(
            FieldErrors errors, DeviceClassSpec spec, @Nullable DeviceClassSpec old, SelectorCheck check) {
        var kept = old != null && spec.selectors().equals(old.selectors());
        new DeviceRequestRules(errors, check).selectors(SPEC.child("selectors"), spec.selectors(), kept);
        var stored = old != null && spec.config().equals(old.config());
        var config = SPEC.child("config");
        if (DeviceLists.fits(errors, config, spec.config(), CONFIG_MAX)) {
            for (int i = 0; i < spec.config().size(); i++) {
                DeviceConfigurationRules.check(
                        errors, config.index(i), spec.config().get(i).opaque(), stored);
            }
        }
        var extended = spec.extendedResourceName();
        if (extended != null && !ResourceNames.isExtended(extended)) {
            errors.invalid(SPEC.child("extendedResourceName"), extended, "must be a valid extended resource name");
        }
    }
}
