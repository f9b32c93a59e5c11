package io.djong.apiserver.registry.devices;

import io.djong.api.types.resource.v1.Device;
import io.djong.api.types.resource.v1.DeviceAttribute;
import io.djong.api.types.resource.v1.DeviceClaim;
import io.djong.api.types.resource.v1.DeviceClass;
import io.djong.api.types.resource.v1.DeviceRequest;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceClaimSpec;
import io.djong.api.types.resource.v1.ResourceClaimStatus;
import io.djong.api.types.resource.v1.ResourceSlice;
import io.djong.base.features.FeatureGates;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Takes out what belongs to features that are off, unless the object used them before.
final class DroppedFields {
    private final FeatureGates gates;

    DroppedFields(FeatureGates gates) {
        this.gates = gates;
    }

    DeviceClass of(DeviceClass object, @Nullable DeviceClass old) {
        var kept = gates.isEnabled("DRAExtendedResource")
                || (old != null && old.spec().extendedResourceName() != null);
        return kept ? object : object.withSpec(object.spec().withExtendedResourceName(null));
    }

    /// @param old null when there was none
    ResourceClaimSpec of(ResourceClaimSpec spec, @Nullable ResourceClaimSpec old) {
        var devices = spec.devices();
        var before = old == null ? DeviceClaim.EMPTY : old.devices();
        if (!gates.isEnabled("DRAPrioritizedList")
                && before.requests().stream()
                        .allMatch(request -> request.firstAvailable().isEmpty())) {
            devices = requests(devices, request -> request.withFirstAvailable(List.of()));
        }
        if (!gates.isEnabled("DRADeviceTaints") && before.requests().stream().noneMatch(DroppedFields::tolerates)) {
            devices = requests(devices, DroppedFields::intolerant);
        }
        if (!gates.isEnabled("DRAConsumableCapacity") && !sizes(before)) {
            devices = requests(devices, DroppedFields::sizeless)
                    .withConstraints(devices.constraints().stream()
                            .map(constraint -> constraint.withDistinctAttribute(null))
                            .toList());
        }
        return spec.withDevices(devices);
    }

    private static DeviceClaim requests(DeviceClaim claim, UnaryOperator<DeviceRequest> change) {
        return claim.withRequests(claim.requests().stream().map(change).toList());
    }

    private static boolean tolerates(DeviceRequest request) {
        var exactly = request.exactly();
        return (exactly != null && !exactly.tolerations().isEmpty())
                || request.firstAvailable().stream()
                        .anyMatch(one -> !one.tolerations().isEmpty());
    }

    private static DeviceRequest intolerant(DeviceRequest request) {
        var exactly = request.exactly();
        return request.withExactly(exactly == null ? null : exactly.withTolerations(List.of()))
                .withFirstAvailable(request.firstAvailable().stream()
                        .map(one -> one.withTolerations(List.of()))
                        .toList());
    }

    private static boolean sizes(DeviceClaim claim) {
        return claim.constraints().stream().anyMatch(constraint -> constraint.distinctAttribute() != null)
                || claim.requests().stream()
                        .anyMatch(request ->
                                (request.exactly() != null && request.exactly().capacity() != null)
                                        || request.firstAvailable().stream().anyMatch(one -> one.capacity() != null));
    }

    private static DeviceRequest sizeless(DeviceRequest request) {
        var exactly = request.exactly();
        return request.withExactly(exactly == null ? null : exactly.withCapacity(null))
                .withFirstAvailable(request.firstAvailable().stream()
                        .map(one -> one.withCapacity(null))
                        .toList());
    }

    /// The status that was sent for a claim.
    ResourceClaimStatus of(ResourceClaimStatus sent, ResourceClaim current) {
        var status = sent;
        if (!gates.isEnabled("DRAResourceClaimDeviceStatus")
                && current.status().devices().isEmpty()) {
            status = status.withDevices(List.of());
        }
        var allocation = status.allocation();
        var before = current.status().allocation();
        var bound = before != null
                && before.devices().results().stream()
                        .anyMatch(result -> !result.bindingConditions().isEmpty()
                                || !result.bindingFailureConditions().isEmpty());
        if (allocation != null && !gates.isEnabled("DRADeviceBindingConditions") && !bound) {
            var results = allocation.devices().results().stream()
                    .map(result -> result.withBindingConditions(List.of()).withBindingFailureConditions(List.of()))
                    .toList();
            status = status.withAllocation(
                    allocation.withDevices(allocation.devices().withResults(results)));
        }
        return status;
    }

    /// @param old null when there was none
    ResourceSlice of(ResourceSlice slice, @Nullable ResourceSlice old) {
        var kept = slice;
        if (!gates.isEnabled("DRADeviceTaints")
                && unused(old, device -> !device.taints().isEmpty())) {
            kept = devices(kept, device -> device.withTaints(List.of()));
        }
        if (!gates.isEnabled("DRAPartitionableDevices") && !partitioned(old)) {
            kept = devices(
                    kept,
                    device -> device.withConsumesCounters(List.of())
                            .withNodeName(null)
                            .withNodeSelector(null)
                            .withAllNodes(null));
            kept = kept.withSpec(kept.spec().withSharedCounters(List.of()).withPerDeviceNodeSelection(null));
        }
        var binding = gates.isEnabled("DRADeviceBindingConditions") && gates.isEnabled("DRAResourceClaimDeviceStatus");
        if (!binding && unused(old, DroppedFields::binds)) {
            kept = devices(
                    kept,
                    device -> device.withBindingConditions(List.of())
                            .withBindingFailureConditions(List.of())
                            .withBindsToNode(null));
        }
        if (!gates.isEnabled("DRAConsumableCapacity") && unused(old, DroppedFields::shares)) {
            kept = devices(
                    kept,
                    device -> device.withAllowMultipleAllocations(null)
                            .withCapacity(each(device.capacity(), capacity -> capacity.withRequestPolicy(null))));
        }
        if (!gates.isEnabled("DRANodeAllocatableResources")
                && unused(
                        old, device -> !device.nodeAllocatableResourceMappings().isEmpty())) {
            kept = devices(kept, device -> device.withNodeAllocatableResourceMappings(Map.of()));
        }
        if (!gates.isEnabled("DRAListTypeAttributes") && unused(old, DroppedFields::lists)) {
            kept = devices(
                    kept, device -> device.withAttributes(each(device.attributes(), DroppedFields::withoutLists)));
        }
        return kept;
    }

    private static <V> Map<String, V> each(Map<String, V> map, UnaryOperator<V> change) {
        var changed = new TreeMap<>(map);
        changed.replaceAll((key, value) -> change.apply(value));
        return changed;
    }

    private static ResourceSlice devices(ResourceSlice slice, UnaryOperator<Device> change) {
        return slice.withSpec(slice.spec()
                .withDevices(slice.spec().devices().stream().map(change).toList()));
    }

    private static boolean unused(@Nullable ResourceSlice old, Predicate<Device> used) {
        return old == null || old.spec().devices().stream().noneMatch(used);
    }

    private static boolean partitioned(@Nullable ResourceSlice old) {
        return old != null
                && (!old.spec().sharedCounters().isEmpty()
                        || old.spec().perDeviceNodeSelection() != null
                        || !unused(
                                old,
                                device -> !device.consumesCounters().isEmpty()
                                        || device.nodeName() != null
                                        || device.nodeSelector() != null
                                        || device.allNodes() != null));
    }

    private static boolean binds(Device device) {
        return !device.bindingConditions().isEmpty()
                || !device.bindingFailureConditions().isEmpty()
                || device.bindsToNode() != null;
    }

    private static boolean shares(Device device) {
        return device.allowMultipleAllocations() != null
                || device.capacity().values().stream().anyMatch(capacity -> capacity.requestPolicy() != null);
    }

    private static boolean lists(Device device) {
        return device.attributes().values().stream().anyMatch(attribute -> !attribute.equals(withoutLists(attribute)));
    }

    private static DeviceAttribute withoutLists(DeviceAttribute attribute) {
        return attribute
                .withBools(List.of())
                .withInts(List.of())
                .withStrings(List.of())
                .withVersions(List.of());
    }
}
