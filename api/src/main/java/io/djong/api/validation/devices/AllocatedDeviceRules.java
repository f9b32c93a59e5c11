package io.djong.api.validation.devices;

import io.djong.api.json.GoQuote;
import io.djong.api.types.resource.v1.AllocatedDeviceStatus;
import io.djong.api.types.resource.v1.AllocationResult;
import io.djong.api.types.resource.v1.DeviceAllocationConfiguration;
import io.djong.api.types.resource.v1.DeviceRequestAllocationResult;
import io.djong.api.types.resource.v1.NetworkDeviceData;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.core.AffinityRules;
import io.djong.api.validation.meta.ConditionRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Devices that a claim was given, and what their drivers say of them.
final class AllocatedDeviceRules {
    private static final int RESULTS_MAX = 32;
    private static final int CONFIG_MAX = 64;
    private static final int REQUESTS_MAX = 32;
    private static final int CONDITIONS_MAX = 8;
    private static final int INTERFACE_MAX = 256;
    private static final int HARDWARE_ADDRESS_MAX = 128;
    private static final int ADDRESSES_MAX = 16;
    private static final List<String> SOURCES = List.of("FromClaim", "FromClass");

    private AllocatedDeviceRules() {}

    /// The devices of an allocation, as messages show their identities.
    static Set<String> allocated(@Nullable AllocationResult allocation) {
        return allocation == null
                ? Set.of()
                : allocation.devices().results().stream()
                        .map(result -> shown(result.driver(), result.pool(), result.device(), result.shareID()))
                        .collect(Collectors.toSet());
    }

    private static String shown(String driver, String pool, String device, @Nullable String share) {
        return "{\"Driver\":" + GoQuote.quote(driver) + ",\"Pool\":" + GoQuote.quote(pool) + ",\"Device\":"
                + GoQuote.quote(device) + ",\"ShareID\":" + GoQuote.quote(share == null ? "" : share) + "}";
    }

    /// What drivers say of the devices.
    ///
    /// @param allocated as [#allocated] shows them
    static void devices(
            FieldErrors errors, FieldPath path, List<AllocatedDeviceStatus> devices, Set<String> allocated) {
        for (int i = 0; i < devices.size(); i++) {
            device(errors, path.index(i), devices.get(i), allocated);
        }
        DeviceLists.uniqueShown(
                errors,
                path,
                devices,
                device -> shown(device.driver(), device.pool(), device.device(), device.shareID()));
    }

    private static void device(
            FieldErrors errors, FieldPath path, AllocatedDeviceStatus device, Set<String> allocated) {
        DeviceNames.driver(errors, path.child("driver"), device.driver());
        DeviceNames.pool(errors, path.child("pool"), device.pool());
        DeviceNames.label(errors, path.child("device"), device.device());
        if (device.shareID() != null) {
            DeviceNames.uid(errors, path.child("shareID"), device.shareID());
        }
        var identity = shown(device.driver(), device.pool(), device.device(), device.shareID());
        if (!allocated.contains(identity)) {
            errors.invalidShown(path, identity, "must be an allocated device in the claim");
        }
        var conditions = path.child("conditions");
        if (device.conditions().size() > CONDITIONS_MAX) {
            errors.tooMany(conditions, device.conditions().size(), CONDITIONS_MAX);
        }
        ConditionRules.check(errors, conditions, device.conditions());
        var data = device.data();
        if (data != null && !data.isEmpty()) {
            DeviceConfigurationRules.object(errors, path.child("data"), data, false);
        }
        if (device.networkData() != null) {
            network(errors, path.child("networkData"), device.networkData());
        }
    }

    private static void network(FieldErrors errors, FieldPath path, NetworkDeviceData data) {
        if (ByteLength.of(data.interfaceName()) > INTERFACE_MAX) {
            errors.tooLong(path.child("interfaceName"), INTERFACE_MAX);
        }
        if (ByteLength.of(data.hardwareAddress()) > HARDWARE_ADDRESS_MAX) {
            errors.tooLong(path.child("hardwareAddress"), HARDWARE_ADDRESS_MAX);
        }
        var addresses = path.child("ips");
        if (DeviceLists.fits(errors, addresses, data.ips(), ADDRESSES_MAX)) {
            for (int i = 0; i < data.ips().size(); i++) {
                Addresses.interfaceAddress(
                        errors, addresses.index(i), data.ips().get(i));
            }
            DeviceLists.unique(errors, addresses, data.ips(), address -> address);
        }
    }

    /// A new allocation.
    static void allocation(FieldErrors errors, FieldPath path, AllocationResult allocation, RequestNames names) {
        var devices = path.child("devices");
        var results = allocation.devices().results();
        if (DeviceLists.fits(errors, devices.child("results"), results, RESULTS_MAX)) {
            for (int i = 0; i < results.size(); i++) {
                result(errors, devices.child("results").index(i), results.get(i), names);
            }
        }
        var config = allocation.devices().config();
        if (DeviceLists.fits(errors, devices.child("config"), config, CONFIG_MAX)) {
            for (int i = 0; i < config.size(); i++) {
                configuration(errors, devices.child("config").index(i), config.get(i), names);
            }
        }
        if (allocation.nodeSelector() != null) {
            AffinityRules.nodeSelector(errors, path.child("nodeSelector"), allocation.nodeSelector(), false);
        }
    }

    private static void result(
            FieldErrors errors, FieldPath path, DeviceRequestAllocationResult result, RequestNames names) {
        names.reference(errors, path.child("request"), result.request());
        DeviceNames.driver(errors, path.child("driver"), result.driver());
        DeviceNames.pool(errors, path.child("pool"), result.pool());
        DeviceNames.label(errors, path.child("device"), result.device());
        BindingConditionRules.check(errors, path, result.bindingConditions(), result.bindingFailureConditions());
        if (result.shareID() != null) {
            DeviceNames.uid(errors, path.child("shareID"), result.shareID());
        }
    }

    private static void configuration(
            FieldErrors errors, FieldPath path, DeviceAllocationConfiguration config, RequestNames names) {
        if (config.source().isEmpty()) {
            errors.required(path.child("source"));
        } else if (!SOURCES.contains(config.source())) {
            errors.notSupported(path.child("source"), config.source(), SOURCES);
        }
        names.references(errors, path.child("requests"), config.requests(), REQUESTS_MAX);
        DeviceConfigurationRules.check(errors, path, config.opaque(), false);
    }
}
