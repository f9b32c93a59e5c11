package io.djong.api.defaults;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.resource.v1.Device;
import io.djong.api.types.resource.v1.DeviceRequest;
import io.djong.api.types.resource.v1.DeviceSubRequest;
import io.djong.api.types.resource.v1.DeviceToleration;
import io.djong.api.types.resource.v1.ExactDeviceRequest;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceClaimSpec;
import io.djong.api.types.resource.v1.ResourceClaimStatus;
import io.djong.api.types.resource.v1.ResourceClaimTemplate;
import io.djong.api.types.resource.v1.ResourceSlice;
import io.djong.api.types.resource.v1alpha3.ResourcePoolStatusRequest;
import java.util.TreeMap;

/// Claims to devices, and what is offered. The time of a taint is the server's to set.
final class DeviceDefaults {
    private static final String EXACT = "ExactCount";
    private static final int POOLS = 100;
    private static final Quantity ONE = Quantity.of("1");

    private DeviceDefaults() {}

    static ResourceClaim apply(ResourceClaim claim) {
        return claim.withSpec(spec(claim.spec())).withStatus(status(claim.status()));
    }

    static ResourceClaimTemplate apply(ResourceClaimTemplate template) {
        var spec = template.spec();
        return template.withSpec(spec.withSpec(spec(spec.spec())));
    }

    static ResourceSlice apply(ResourceSlice slice) {
        var spec = slice.spec();
        return slice.withSpec(spec.withDevices(Mapped.list(spec.devices(), DeviceDefaults::device)));
    }

    static ResourcePoolStatusRequest apply(ResourcePoolStatusRequest request) {
        var spec = request.spec();
        return spec.limit() == null ? request.withSpec(spec.withLimit(POOLS)) : request;
    }

    private static ResourceClaimSpec spec(ResourceClaimSpec spec) {
        var devices = spec.devices();
        return spec.withDevices(devices.withRequests(Mapped.list(devices.requests(), DeviceDefaults::request)));
    }

    private static ResourceClaimStatus status(ResourceClaimStatus status) {
        var allocation = status.allocation();
        if (allocation == null) {
            return status;
        }
        var results = Mapped.list(
                allocation.devices().results(),
                result -> result.withTolerations(Mapped.list(result.tolerations(), DeviceDefaults::toleration)));
        return status.withAllocation(allocation.withDevices(allocation.devices().withResults(results)));
    }

    private static DeviceRequest request(DeviceRequest request) {
        var exactly = request.exactly();
        return request.withExactly(exactly == null ? null : exact(exactly))
                .withFirstAvailable(Mapped.list(request.firstAvailable(), DeviceDefaults::alternative));
    }

    private static ExactDeviceRequest exact(ExactDeviceRequest given) {
        var request = given.allocationMode().isEmpty() ? given.withAllocationMode(EXACT) : given;
        if (request.allocationMode().equals(EXACT) && request.count() == 0) {
            request = request.withCount(1);
        }
        return request.withTolerations(Mapped.list(request.tolerations(), DeviceDefaults::toleration));
    }

    private static DeviceSubRequest alternative(DeviceSubRequest given) {
        var request = given.allocationMode().isEmpty() ? given.withAllocationMode(EXACT) : given;
        if (request.allocationMode().equals(EXACT) && request.count() == 0) {
            request = request.withCount(1);
        }
        return request.withTolerations(Mapped.list(request.tolerations(), DeviceDefaults::toleration));
    }

    private static DeviceToleration toleration(DeviceToleration toleration) {
        return toleration.operator().isEmpty() ? toleration.withOperator("Equal") : toleration;
    }

    private static Device device(Device device) {
        if (device.nodeAllocatableResourceMappings().values().stream()
                .allMatch(mapping -> mapping.allocationMultiplier() != null)) {
            return device;
        }
        var mappings = new TreeMap<>(device.nodeAllocatableResourceMappings());
        mappings.replaceAll((name, mapping) ->
                mapping.allocationMultiplier() == null ? mapping.withAllocationMultiplier(ONE) : mapping);
        return device.withNodeAllocatableResourceMappings(mappings);
    }
}
