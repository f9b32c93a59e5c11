package io.djong.api.validation.devices;

import io.djong.api.pods.ResourceNames;
import io.djong.api.types.resource.v1.Device;
import io.djong.api.types.resource.v1.DeviceAttribute;
import io.djong.api.types.resource.v1.DeviceAttributeCodec;
import io.djong.api.types.resource.v1.DeviceCapacity;
import io.djong.api.types.resource.v1.DeviceCounterConsumption;
import io.djong.api.types.resource.v1.NodeAllocatableResourceMapping;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.core.AffinityRules;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// One device of a slice.
final class DeviceRules {
    private static final int PROPERTIES_MAX = 32;
    private static final int ATTRIBUTE_VALUES_MAX = 48;
    private static final int ATTRIBUTE_MAX = 64;
    private static final int TAINTS_MAX = 16;
    private static final int CONSUMPTIONS_MAX = 2;
    private static final String ONE_VALUE = "exactly one value must be specified";
    private static final String ONE_OF = "exactly one of `nodeName`, `nodeSelector`, or `allNodes` is required when"
            + " `perDeviceNodeSelection` is set to true in the ResourceSlice spec";

    private final FieldErrors errors;
    private final FieldPath path;
    private final Device device;

    DeviceRules(FieldErrors errors, FieldPath path, Device device) {
        this.errors = errors;
        this.path = path;
        this.device = device;
    }

    /// @param before the device of that name in the slice before; null when there was none
    /// @param perDevice whether the slice's devices say themselves for which nodes they are
    void check(@Nullable Device before, boolean perDevice) {
        DeviceNames.label(errors, path.child("name"), device.name());
        properties();
        if (before == null || !before.taints().equals(device.taints())) {
            taints();
        }
        consumptions();
        if (perDevice) {
            nodes();
        } else if (device.nodeName() != null || device.nodeSelector() != null || device.allNodes() != null) {
            errors.invalidShown(
                    path,
                    FieldErrors.NULL,
                    "`nodeName`, `nodeSelector` and `allNodes` can only be set if `perDeviceNodeSelection` is set to"
                            + " true in the ResourceSlice spec");
        }
        BindingConditionRules.check(errors, path, device.bindingConditions(), device.bindingFailureConditions());
        for (var entry : device.nodeAllocatableResourceMappings().entrySet()) {
            mapping(entry.getKey(), entry.getValue());
        }
    }

    private void properties() {
        int properties = device.attributes().size() + device.capacity().size();
        if (properties > PROPERTIES_MAX) {
            errors.invalid(
                    path,
                    properties,
                    "the total number of attributes and capacities must not exceed " + PROPERTIES_MAX);
        }
        int values = device.attributes().values().stream()
                .mapToInt(DeviceRules::values)
                .sum();
        if (values > ATTRIBUTE_VALUES_MAX) {
            errors.invalid(
                    path, values, "the total number of attribute values must not exceed " + ATTRIBUTE_VALUES_MAX);
        }
        var attributes = path.child("attributes");
        for (var entry : device.attributes().entrySet()) {
            DeviceNames.qualified(errors, attributes, entry.getKey());
            attribute(attributes.key(shortened(entry.getKey())), entry.getValue());
        }
        var capacity = path.child("capacity");
        for (var entry : device.capacity().entrySet()) {
            DeviceNames.qualified(errors, capacity, entry.getKey());
            capacity(capacity.key(shortened(entry.getKey())), entry.getValue());
        }
    }

    private static String shortened(String key) {
        return DeviceLists.shortened(key, DeviceNames.QUALIFIED_MAX);
    }

    private static int values(DeviceAttribute attribute) {
        int listed = attribute.bools().size()
                + attribute.ints().size()
                + attribute.strings().size()
                + attribute.versions().size();
        return listed == 0 ? 1 : listed;
    }

    private void attribute(FieldPath at, DeviceAttribute attribute) {
        int set = 0;
        set += attribute.bool() == null ? 0 : 1;
        set += attribute.int_() == null ? 0 : 1;
        if (attribute.string() != null) {
            set++;
            string(at.child("string"), attribute.string());
        }
        if (attribute.version() != null) {
            set++;
            version(at.child("version"), attribute.version());
        }
        set += attribute.bools().isEmpty() ? 0 : 1;
        set += attribute.ints().isEmpty() ? 0 : 1;
        set += attribute.strings().isEmpty() ? 0 : 1;
        set += attribute.versions().isEmpty() ? 0 : 1;
        for (int i = 0; i < attribute.strings().size(); i++) {
            string(at.child("strings").index(i), attribute.strings().get(i));
        }
        for (int i = 0; i < attribute.versions().size(); i++) {
            version(at.child("versions").index(i), attribute.versions().get(i));
        }
        if (set == 0) {
            errors.invalid(at, "", ONE_VALUE);
        } else if (set > 1) {
            errors.invalidShown(
                    at,
                    InternalJson.of("resource/v1.DeviceAttribute", DeviceAttributeCodec.CODEC, attribute),
                    ONE_VALUE);
        }
    }

    private void string(FieldPath at, String value) {
        if (ByteLength.of(value) > ATTRIBUTE_MAX) {
            errors.tooLong(at, ATTRIBUTE_MAX);
        }
    }

    private void version(FieldPath at, String value) {
        if (!SemanticVersion.matches(value)) {
            errors.invalid(at, value, "must be a string compatible with semver.org spec 2.0.0");
        }
        string(at, value);
    }

    private void capacity(FieldPath at, DeviceCapacity capacity) {
        var policy = capacity.requestPolicy();
        if (policy == null) {
            return;
        }
        if (Boolean.TRUE.equals(device.allowMultipleAllocations())) {
            new CapacityPolicyRules(errors, capacity.value()).check(at.child("requestPolicy"), policy);
        } else {
            errors.forbidden(at.child("requestPolicy"), "allowMultipleAllocations must be true");
        }
    }

    private void taints() {
        var taints = path.child("taints");
        if (DeviceLists.fits(errors, taints, device.taints(), TAINTS_MAX)) {
            for (int i = 0; i < device.taints().size(); i++) {
                var taint = device.taints().get(i);
                DeviceTaintRules.taint(errors, taints.index(i), taint.key(), taint.value(), taint.effect(), false);
            }
        }
    }

    private void consumptions() {
        var at = path.child("consumesCounters");
        var consumptions = device.consumesCounters();
        if (DeviceLists.fits(errors, at, consumptions, CONSUMPTIONS_MAX)) {
            for (int i = 0; i < consumptions.size(); i++) {
                var consumption = consumptions.get(i);
                ResourceSliceRules.counters(
                        errors, at.index(i), "counterSet", consumption.counterSet(), consumption.counters());
            }
            DeviceLists.unique(errors, at, consumptions, DeviceCounterConsumption::counterSet);
        }
    }

    private void nodes() {
        var set = new ArrayList<String>();
        var name = device.nodeName();
        if (name != null && name.isEmpty()) {
            errors.invalid(path.child("nodeName"), "", "must not be empty");
        } else if (name != null) {
            set.add("`nodeName`");
            DeviceNames.subdomain(errors, path.child("nodeName"), name);
        }
        if (device.nodeSelector() != null) {
            set.add("`nodeSelector`");
            AffinityRules.nodeSelector(errors, path.child("nodeSelector"), device.nodeSelector(), false);
        }
        if (Boolean.TRUE.equals(device.allNodes())) {
            set.add("`allNodes`");
        } else if (device.allNodes() != null) {
            errors.invalid(path.child("allNodes"), false, "must be either unset or set to true");
        }
        if (set.isEmpty()) {
            errors.required(path, ONE_OF);
        } else if (set.size() > 1) {
            errors.invalid(path, "{" + String.join(", ", set) + "}", ONE_OF);
        }
    }

    private void mapping(String resource, NodeAllocatableResourceMapping mapping) {
        var at = path.child("nodeAllocatableResourceMappings").key(resource);
        if (!ResourceNames.isNative(resource)) {
            errors.invalid(at, resource, "must be a node allocatable resource name");
        }
        var multiplier = mapping.allocationMultiplier();
        var key = mapping.capacityKey();
        if (multiplier == null && key == null) {
            errors.invalid(at, "", "at least one of allocationMultiplier or capacityKey must be set");
            return;
        }
        if (multiplier != null && multiplier.sign() <= 0) {
            errors.invalid(at.child("allocationMultiplier"), multiplier.toString(), "must be positive");
        }
        if (key != null && key.isEmpty()) {
            errors.invalid(at.child("capacityKey"), "", "capacityKey must not be an empty string");
        } else if (key != null && !device.capacity().containsKey(key)) {
            errors.notFound(at.child("capacityKey"), key);
        }
    }
}
