package io.djong.apiserver.registry.devices;

import io.djong.api.conversion.ResourceSliceVersions;
import io.djong.api.json.GoQuote;
import io.djong.api.types.resource.v1.DeviceTaint;
import io.djong.api.types.resource.v1.ResourceSlice;
import io.djong.api.types.resource.v1.ResourceV1;
import io.djong.api.types.resource.v1beta1.ResourceV1Beta1;
import io.djong.api.types.resource.v1beta2.ResourceV1Beta2;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What drivers offer.
final class ResourceSlices {
    private final DroppedFields dropped;

    ResourceSlices(DroppedFields dropped) {
        this.dropped = dropped;
    }

    ResourceDeclaration<ResourceSlice> declaration() {
        return ResourceDeclaration.of(
                        ResourceV1.RESOURCE_SLICES,
                        "/registry/resourceslices",
                        new SliceStrategy(),
                        ColumnTable.<ResourceSlice>named()
                                .text("Node", "The node of the devices.", ResourceSlices::node)
                                .text(
                                        "Driver",
                                        "Who offers them.",
                                        slice -> slice.spec().driver())
                                .text(
                                        "Pool",
                                        "The pool that they belong to.",
                                        slice -> slice.spec().pool().name())
                                .age())
                .withAlternate(DeviceVersions.like(ResourceV1.RESOURCE_SLICES, ResourceV1Beta2.RESOURCE_SLICES))
                .withAlternate(new AlternateVersion<>(
                        ResourceV1Beta1.RESOURCE_SLICES, ResourceSliceVersions::toV1Beta1, ResourceSliceVersions::toV1))
                .withFields(SelectableFields.<ResourceSlice>none()
                        .andIndexed("spec.nodeName", ResourceSlices::node)
                        .and("spec.driver", slice -> slice.spec().driver())
                        .toldWithKind());
    }

    private static String node(ResourceSlice slice) {
        return Objects.requireNonNullElse(slice.spec().nodeName(), "");
    }

    private static List<String> warnings(ResourceSlice slice) {
        var driver = slice.spec().driver();
        return driver.equals(driver.toLowerCase(Locale.ROOT))
                ? List.of()
                : List.of("spec.driver: driver names should be lowercase; " + GoQuote.quote(driver)
                        + " contains uppercase characters");
    }

    /// Taints without a time are of now.
    private static ResourceSlice timed(ResourceSlice slice, Instant now) {
        var devices = slice.spec().devices();
        if (devices.stream().allMatch(device -> device.taints().isEmpty())) {
            return slice;
        }
        return slice.withSpec(slice.spec()
                .withDevices(devices.stream()
                        .map(device -> device.withTaints(device.taints().stream()
                                .map(taint -> timed(taint, now))
                                .toList()))
                        .toList()));
    }

    static DeviceTaint timed(DeviceTaint taint, Instant now) {
        return taint.timeAdded() == null ? taint.withTimeAdded(now.truncatedTo(ChronoUnit.SECONDS)) : taint;
    }

    private final class SliceStrategy implements Strategy<ResourceSlice> {
        @Override
        public boolean returnsDeletedObject() {
            return true;
        }

        @Override
        public ResourceSlice prepareForCreate(ResourceSlice slice, OperationContext context) {
            return Metadata.with(dropped.of(timed(slice, context.now()), null), meta -> meta.withGeneration(1));
        }

        /// The generation is raised by fields that are dropped afterwards, too.
        @Override
        public ResourceSlice prepareForUpdate(ResourceSlice slice, ResourceSlice old, OperationContext context) {
            var sent = timed(slice, context.now());
            var same = sent.spec().equals(old.spec());
            return Metadata.with(
                    dropped.of(sent, old),
                    meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }

        @Override
        public List<String> warningsOnCreate(ResourceSlice slice) {
            return warnings(slice);
        }

        @Override
        public List<String> warningsOnUpdate(ResourceSlice slice, ResourceSlice old) {
            return warnings(slice);
        }
    }
}
