package io.djong.api.validation.devices;

import io.djong.api.types.core.v1.NodeSelectorTermCodec;
import io.djong.api.types.resource.v1.Counter;
import io.djong.api.types.resource.v1.CounterSet;
import io.djong.api.types.resource.v1.Device;
import io.djong.api.types.resource.v1.ResourceSlice;
import io.djong.api.types.resource.v1.ResourceSliceSpec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.core.AffinityRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a driver offers, on a node or for several.
public final class ResourceSliceRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final int DEVICES_MAX = 128;
    private static final int RICH_DEVICES_MAX = 64;
    private static final int COUNTER_SETS_MAX = 8;
    private static final int COUNTERS_MAX = 32;
    private static final String IMMUTABLE = "field is immutable";
    private static final String ONE_OF =
            "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";

    private ResourceSliceRules() {}

    /// A new slice.
    public static void create(FieldErrors errors, ResourceSlice slice) {
        ObjectMetaRules.create(errors, slice.metadata(), false, NameRule.SUBDOMAIN);
        spec(errors, slice.spec(), null);
    }

    /// A changed slice: its driver, pool and node stay.
    public static void update(FieldErrors errors, ResourceSlice slice, ResourceSlice old) {
        ObjectMetaRules.update(errors, slice.metadata(), old.metadata());
        spec(errors, slice.spec(), old.spec());
    }

    private static void spec(FieldErrors errors, ResourceSliceSpec spec, @Nullable ResourceSliceSpec old) {
        DeviceNames.driver(errors, SPEC.child("driver"), spec.driver());
        var pool = spec.pool();
        DeviceNames.pool(errors, SPEC.child("pool", "name"), pool.name());
        if (pool.resourceSliceCount() <= 0) {
            errors.invalid(
                    SPEC.child("pool", "resourceSliceCount"), pool.resourceSliceCount(), "must be greater than zero");
        }
        if (pool.generation() < 0) {
            errors.invalid(
                    SPEC.child("pool", "generation"), pool.generation(), "must be greater than or equal to zero");
        }
        if (old != null) {
            same(errors, SPEC.child("pool", "name"), pool.name(), old.pool().name());
            same(errors, SPEC.child("driver"), spec.driver(), old.driver());
            same(errors, SPEC.child("nodeName"), spec.nodeName(), old.nodeName());
        }
        nodes(errors, spec);
        if (!spec.sharedCounters().isEmpty() && !spec.devices().isEmpty()) {
            errors.invalid(SPEC, "", "only one of `sharedCounters` or `devices` is allowed");
        }
        devices(errors, spec, old);
        var sets = SPEC.child("sharedCounters");
        if (DeviceLists.fits(errors, sets, spec.sharedCounters(), COUNTER_SETS_MAX)) {
            for (int i = 0; i < spec.sharedCounters().size(); i++) {
                counterSet(errors, sets.index(i), spec.sharedCounters().get(i));
            }
            DeviceLists.unique(errors, sets, spec.sharedCounters(), CounterSet::name);
        }
    }

    private static void same(FieldErrors errors, FieldPath path, @Nullable String now, @Nullable String before) {
        if (!Objects.equals(now, before)) {
            errors.invalidShown(path, Shown.text(now), IMMUTABLE);
        }
    }

    private static void nodes(FieldErrors errors, ResourceSliceSpec spec) {
        var set = new ArrayList<String>();
        var name = spec.nodeName();
        if (name != null && name.isEmpty()) {
            errors.invalid(SPEC.child("nodeName"), "", "must be either unset or set to a non-empty string");
        } else if (name != null) {
            set.add("`nodeName`");
            DeviceNames.subdomain(errors, SPEC.child("nodeName"), name);
        }
        var selector = spec.nodeSelector();
        if (selector != null) {
            set.add("`nodeSelector`");
            AffinityRules.nodeSelector(errors, SPEC.child("nodeSelector"), selector, false);
            if (selector.nodeSelectorTerms().size() != 1) {
                errors.invalidShown(
                        SPEC.child("nodeSelector", "nodeSelectorTerms"),
                        InternalJson.list(
                                "core/v1.NodeSelectorTerm", NodeSelectorTermCodec.CODEC, selector.nodeSelectorTerms()),
                        "must have exactly one node selector term");
            }
        }
        flag(errors, set, "allNodes", spec.allNodes());
        flag(errors, set, "perDeviceNodeSelection", spec.perDeviceNodeSelection());
        if (set.isEmpty()) {
            errors.required(SPEC, ONE_OF);
        } else if (set.size() > 1) {
            errors.invalid(SPEC, "{" + String.join(", ", set) + "}", ONE_OF + ", but multiple fields are set");
        }
    }

    private static void flag(FieldErrors errors, List<String> set, String name, @Nullable Boolean value) {
        if (Boolean.TRUE.equals(value)) {
            set.add("`" + name + "`");
        } else if (value != null) {
            errors.invalid(SPEC.child(name), false, "must be either unset or set to true");
        }
    }

    private static void devices(FieldErrors errors, ResourceSliceSpec spec, @Nullable ResourceSliceSpec old) {
        var path = SPEC.child("devices");
        var rich = spec.devices().stream().anyMatch(ResourceSliceRules::isRich);
        if (!DeviceLists.fits(errors, path, spec.devices(), rich ? RICH_DEVICES_MAX : DEVICES_MAX)) {
            return;
        }
        var perDevice = Boolean.TRUE.equals(spec.perDeviceNodeSelection());
        for (int i = 0; i < spec.devices().size(); i++) {
            var device = spec.devices().get(i);
            new DeviceRules(errors, path.index(i), device).check(before(old, device.name()), perDevice);
        }
        DeviceLists.unique(errors, path, spec.devices(), Device::name);
    }

    private static boolean isRich(Device device) {
        return !device.taints().isEmpty()
                || !device.consumesCounters().isEmpty()
                || device.attributes().values().stream()
                        .anyMatch(attribute -> !attribute.bools().isEmpty()
                                || !attribute.ints().isEmpty()
                                || !attribute.strings().isEmpty()
                                || !attribute.versions().isEmpty());
    }

    private static @Nullable Device before(@Nullable ResourceSliceSpec old, String name) {
        if (old != null) {
            for (var device : old.devices()) {
                if (device.name().equals(name)) {
                    return device;
                }
            }
        }
        return null;
    }

    private static void counterSet(FieldErrors errors, FieldPath path, CounterSet set) {
        counters(errors, path, "name", set.name(), set.counters());
    }

    /// A set of counters, or what a device uses of one.
    ///
    /// @param name of the field that names the set
    static void counters(FieldErrors errors, FieldPath path, String name, String set, Map<String, Counter> counters) {
        if (set.isEmpty()) {
            errors.required(path.child(name));
        } else {
            DeviceNames.label(errors, path.child(name), set);
        }
        var at = path.child("counters");
        if (counters.isEmpty()) {
            errors.required(at);
        } else if (DeviceLists.fits(errors, at, counters, COUNTERS_MAX)) {
            for (var key : counters.keySet()) {
                DeviceNames.label(errors, at, key);
            }
        }
    }
}
