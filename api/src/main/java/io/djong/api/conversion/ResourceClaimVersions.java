package io.djong.api.conversion;

import io.djong.api.codec.SameShape;
import io.djong.api.defaults.Defaults;
import io.djong.api.types.resource.v1.CapacityRequirementsCodec;
import io.djong.api.types.resource.v1.DeviceRequest;
import io.djong.api.types.resource.v1.DeviceSelectorCodec;
import io.djong.api.types.resource.v1.DeviceSubRequest;
import io.djong.api.types.resource.v1.DeviceToleration;
import io.djong.api.types.resource.v1.DeviceTolerationCodec;
import io.djong.api.types.resource.v1.ExactDeviceRequest;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceClaimTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Claims to devices in `resource.k8s.io/v1beta1`, whose requests say themselves what later versions say under
/// `exactly`.
///
/// Source: `pkg/apis/resource/v1beta1/conversion.go` and `defaults.go`.
public final class ResourceClaimVersions {
    private static final String EXACT = "ExactCount";

    private ResourceClaimVersions() {}

    /// To the stored version, with the defaults of requests.
    public static ResourceClaim toV1(io.djong.api.types.resource.v1beta1.ResourceClaim claim) {
        var devices = claim.spec().devices();
        var without = claim.withSpec(claim.spec().withDevices(devices.withRequests(List.of())));
        var converted = Defaults.apply(
                SameShape.convert(without, io.djong.api.types.resource.v1beta1.ResourceClaim.TYPE, ResourceClaim.TYPE));
        var spec = converted.spec();
        return converted.withSpec(spec.withDevices(spec.devices().withRequests(toV1(devices.requests()))));
    }

    /// From the stored version.
    public static io.djong.api.types.resource.v1beta1.ResourceClaim toV1Beta1(ResourceClaim claim) {
        var devices = claim.spec().devices();
        var without = claim.withSpec(claim.spec().withDevices(devices.withRequests(List.of())));
        var converted =
                SameShape.convert(without, ResourceClaim.TYPE, io.djong.api.types.resource.v1beta1.ResourceClaim.TYPE);
        var spec = converted.spec();
        return converted.withSpec(spec.withDevices(spec.devices().withRequests(toV1Beta1(devices.requests()))));
    }

    /// To the stored version, with the defaults of requests.
    public static ResourceClaimTemplate toV1(io.djong.api.types.resource.v1beta1.ResourceClaimTemplate template) {
        var spec = template.spec();
        var devices = spec.spec().devices();
        var without = template.withSpec(spec.withSpec(spec.spec().withDevices(devices.withRequests(List.of()))));
        var converted = SameShape.convert(
                without, io.djong.api.types.resource.v1beta1.ResourceClaimTemplate.TYPE, ResourceClaimTemplate.TYPE);
        var inner = converted.spec().spec();
        return converted.withSpec(
                converted.spec().withSpec(inner.withDevices(inner.devices().withRequests(toV1(devices.requests())))));
    }

    /// From the stored version.
    public static io.djong.api.types.resource.v1beta1.ResourceClaimTemplate toV1Beta1(ResourceClaimTemplate template) {
        var spec = template.spec();
        var devices = spec.spec().devices();
        var without = template.withSpec(spec.withSpec(spec.spec().withDevices(devices.withRequests(List.of()))));
        var converted = SameShape.convert(
                without, ResourceClaimTemplate.TYPE, io.djong.api.types.resource.v1beta1.ResourceClaimTemplate.TYPE);
        var inner = converted.spec().spec();
        return converted.withSpec(converted
                .spec()
                .withSpec(inner.withDevices(inner.devices().withRequests(toV1Beta1(devices.requests())))));
    }

    private static List<DeviceRequest> toV1(List<io.djong.api.types.resource.v1beta1.DeviceRequest> requests) {
        return requests.stream()
                .map(request -> new DeviceRequest(
                        request.name(),
                        exactly(request),
                        request.firstAvailable().stream()
                                .map(ResourceClaimVersions::toV1)
                                .toList()))
                .toList();
    }

    /// What the request asks for itself; null when it says nothing of the kind. Only a request that names a class has
    /// defaults.
    private static @Nullable ExactDeviceRequest exactly(io.djong.api.types.resource.v1beta1.DeviceRequest request) {
        var silent = request.withName("").withFirstAvailable(List.of());
        if (silent.equals(io.djong.api.types.resource.v1beta1.DeviceRequest.EMPTY)) {
            return null;
        }
        var defaulted = !request.deviceClassName().isEmpty();
        var mode = defaulted && request.allocationMode().isEmpty() ? EXACT : request.allocationMode();
        var count = defaulted && mode.equals(EXACT) && request.count() == 0 ? 1 : request.count();
        var capacity = request.capacity();
        return new ExactDeviceRequest(
                request.deviceClassName(),
                SameShape.list(
                        request.selectors(),
                        io.djong.api.types.resource.v1beta1.DeviceSelectorCodec.CODEC,
                        DeviceSelectorCodec.CODEC),
                mode,
                count,
                request.adminAccess(),
                tolerations(request.tolerations()),
                capacity == null
                        ? null
                        : SameShape.convert(
                                capacity,
                                io.djong.api.types.resource.v1beta1.CapacityRequirementsCodec.CODEC,
                                CapacityRequirementsCodec.CODEC));
    }

    private static List<DeviceToleration> tolerations(
            List<io.djong.api.types.resource.v1beta1.DeviceToleration> tolerations) {
        var converted = SameShape.list(
                tolerations,
                io.djong.api.types.resource.v1beta1.DeviceTolerationCodec.CODEC,
                DeviceTolerationCodec.CODEC);
        return converted.stream()
                .map(each -> each.operator().isEmpty() ? each.withOperator("Equal") : each)
                .toList();
    }

    private static DeviceSubRequest toV1(io.djong.api.types.resource.v1beta1.DeviceSubRequest request) {
        var capacity = request.capacity();
        var mode = request.allocationMode().isEmpty() ? EXACT : request.allocationMode();
        return new DeviceSubRequest(
                request.name(),
                request.deviceClassName(),
                SameShape.list(
                        request.selectors(),
                        io.djong.api.types.resource.v1beta1.DeviceSelectorCodec.CODEC,
                        DeviceSelectorCodec.CODEC),
                mode,
                mode.equals(EXACT) && request.count() == 0 ? 1 : request.count(),
                tolerations(request.tolerations()),
                capacity == null
                        ? null
                        : SameShape.convert(
                                capacity,
                                io.djong.api.types.resource.v1beta1.CapacityRequirementsCodec.CODEC,
                                CapacityRequirementsCodec.CODEC));
    }

    private static List<io.djong.api.types.resource.v1beta1.DeviceRequest> toV1Beta1(List<DeviceRequest> requests) {
        return requests.stream().map(ResourceClaimVersions::toV1Beta1).toList();
    }

    private static io.djong.api.types.resource.v1beta1.DeviceRequest toV1Beta1(DeviceRequest request) {
        var alternatives = request.firstAvailable().stream()
                .map(ResourceClaimVersions::toV1Beta1)
                .toList();
        var base = io.djong.api.types.resource.v1beta1.DeviceRequest.EMPTY
                .withName(request.name())
                .withFirstAvailable(alternatives);
        var exactly = request.exactly();
        if (exactly == null) {
            return base;
        }
        var capacity = exactly.capacity();
        return base.withDeviceClassName(exactly.deviceClassName())
                .withSelectors(SameShape.list(
                        exactly.selectors(),
                        DeviceSelectorCodec.CODEC,
                        io.djong.api.types.resource.v1beta1.DeviceSelectorCodec.CODEC))
                .withAllocationMode(exactly.allocationMode())
                .withCount(exactly.count())
                .withAdminAccess(exactly.adminAccess())
                .withTolerations(SameShape.list(
                        exactly.tolerations(),
                        DeviceTolerationCodec.CODEC,
                        io.djong.api.types.resource.v1beta1.DeviceTolerationCodec.CODEC))
                .withCapacity(
                        capacity == null
                                ? null
                                : SameShape.convert(
                                        capacity,
                                        CapacityRequirementsCodec.CODEC,
                                        io.djong.api.types.resource.v1beta1.CapacityRequirementsCodec.CODEC));
    }

    private static io.djong.api.types.resource.v1beta1.DeviceSubRequest toV1Beta1(DeviceSubRequest request) {
        var capacity = request.capacity();
        return new io.djong.api.types.resource.v1beta1.DeviceSubRequest(
                request.name(),
                request.deviceClassName(),
                SameShape.list(
                        request.selectors(),
                        DeviceSelectorCodec.CODEC,
                        io.djong.api.types.resource.v1beta1.DeviceSelectorCodec.CODEC),
                request.allocationMode(),
                request.count(),
                SameShape.list(
                        request.tolerations(),
                        DeviceTolerationCodec.CODEC,
                        io.djong.api.types.resource.v1beta1.DeviceTolerationCodec.CODEC),
                capacity == null
                        ? null
                        : SameShape.convert(
                                capacity,
                                CapacityRequirementsCodec.CODEC,
                                io.djong.api.types.resource.v1beta1.CapacityRequirementsCodec.CODEC));
    }
}
