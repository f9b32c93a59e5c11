package io.djong.api.conversion;

import io.djong.api.codec.SameShape;
import io.djong.api.defaults.Defaults;
import io.djong.api.types.resource.v1.Device;
import io.djong.api.types.resource.v1.DeviceAttributeCodec;
import io.djong.api.types.resource.v1.DeviceCapacityCodec;
import io.djong.api.types.resource.v1.DeviceCounterConsumptionCodec;
import io.djong.api.types.resource.v1.DeviceTaintCodec;
import io.djong.api.types.resource.v1.NodeAllocatableResourceMappingCodec;
import io.djong.api.types.resource.v1.ResourceSlice;
import io.djong.api.types.resource.v1beta1.BasicDevice;
import java.util.List;
import java.util.Objects;

/// What drivers offer in `resource.k8s.io/v1beta1`, whose devices have all under `basic`, and where an empty node and
/// false stand for what is absent later.
///
/// Source: `pkg/apis/resource/v1beta1/conversion.go`.
public final class ResourceSliceVersions {
    private ResourceSliceVersions() {}

    /// To the stored version, with the defaults of devices.
    public static ResourceSlice toV1(io.djong.api.types.resource.v1beta1.ResourceSlice slice) {
        var spec = slice.spec();
        var converted = SameShape.convert(
                slice.withSpec(spec.withDevices(List.of())),
                io.djong.api.types.resource.v1beta1.ResourceSlice.TYPE,
                ResourceSlice.TYPE);
        return Defaults.apply(converted.withSpec(converted
                .spec()
                .withNodeName(spec.nodeName().isEmpty() ? null : spec.nodeName())
                .withAllNodes(spec.allNodes() ? Boolean.TRUE : null)
                .withDevices(
                        spec.devices().stream().map(ResourceSliceVersions::toV1).toList())));
    }

    /// From the stored version.
    public static io.djong.api.types.resource.v1beta1.ResourceSlice toV1Beta1(ResourceSlice slice) {
        var spec = slice.spec();
        var converted = SameShape.convert(
                slice.withSpec(spec.withDevices(List.of())),
                ResourceSlice.TYPE,
                io.djong.api.types.resource.v1beta1.ResourceSlice.TYPE);
        return converted.withSpec(converted
                .spec()
                .withNodeName(Objects.requireNonNullElse(spec.nodeName(), ""))
                .withAllNodes(Boolean.TRUE.equals(spec.allNodes()))
                .withDevices(spec.devices().stream()
                        .map(ResourceSliceVersions::toV1Beta1)
                        .toList()));
    }

    private static Device toV1(io.djong.api.types.resource.v1beta1.Device device) {
        var basic = device.basic();
        if (basic == null) {
            return Device.EMPTY.withName(device.name());
        }
        return new Device(
                device.name(),
                SameShape.map(
                        basic.attributes(),
                        io.djong.api.types.resource.v1beta1.DeviceAttributeCodec.CODEC,
                        DeviceAttributeCodec.CODEC),
                SameShape.map(
                        basic.capacity(),
                        io.djong.api.types.resource.v1beta1.DeviceCapacityCodec.CODEC,
                        DeviceCapacityCodec.CODEC),
                SameShape.list(
                        basic.consumesCounters(),
                        io.djong.api.types.resource.v1beta1.DeviceCounterConsumptionCodec.CODEC,
                        DeviceCounterConsumptionCodec.CODEC),
                basic.nodeName(),
                basic.nodeSelector(),
                basic.allNodes(),
                SameShape.list(
                        basic.taints(),
                        io.djong.api.types.resource.v1beta1.DeviceTaintCodec.CODEC,
                        DeviceTaintCodec.CODEC),
                basic.bindsToNode(),
                basic.bindingConditions(),
                basic.bindingFailureConditions(),
                basic.allowMultipleAllocations(),
                SameShape.map(
                        basic.nodeAllocatableResourceMappings(),
                        io.djong.api.types.resource.v1beta1.NodeAllocatableResourceMappingCodec.CODEC,
                        NodeAllocatableResourceMappingCodec.CODEC));
    }

    private static io.djong.api.types.resource.v1beta1.Device toV1Beta1(Device device) {
        var basic = new BasicDevice(
                SameShape.map(
                        device.attributes(),
                        DeviceAttributeCodec.CODEC,
                        io.djong.api.types.resource.v1beta1.DeviceAttributeCodec.CODEC),
                SameShape.map(
                        device.capacity(),
                        DeviceCapacityCodec.CODEC,
                        io.djong.api.types.resource.v1beta1.DeviceCapacityCodec.CODEC),
                SameShape.list(
                        device.consumesCounters(),
                        DeviceCounterConsumptionCodec.CODEC,
                        io.djong.api.types.resource.v1beta1.DeviceCounterConsumptionCodec.CODEC),
                device.nodeName(),
                device.nodeSelector(),
                device.allNodes(),
                SameShape.list(
                        device.taints(),
                        DeviceTaintCodec.CODEC,
                        io.djong.api.types.resource.v1beta1.DeviceTaintCodec.CODEC),
                device.bindsToNode(),
                device.bindingConditions(),
                device.bindingFailureConditions(),
                device.allowMultipleAllocations(),
                SameShape.map(
                        device.nodeAllocatableResourceMappings(),
                        NodeAllocatableResourceMappingCodec.CODEC,
                        io.djong.api.types.resource.v1beta1.NodeAllocatableResourceMappingCodec.CODEC));
        return new io.djong.api.types.resource.v1beta1.Device(device.name(), basic);
    }
}
