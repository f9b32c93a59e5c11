package io.djong.apiserver.registry.devices;

import io.djong.api.conversion.ResourceClaimVersions;
import io.djong.api.types.resource.v1.AllocationResult;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceClaimStatus;
import io.djong.api.types.resource.v1.ResourceV1;
import io.djong.api.types.resource.v1beta1.ResourceV1Beta1;
import io.djong.api.types.resource.v1beta2.ResourceV1Beta2;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Claims to devices: what is asked for, and what was allocated.
final class ResourceClaims {
    private final DroppedFields dropped;
    private final AdminAccess adminAccess;
    private final @Nullable ClaimStatusAccess statusAccess;

    /// @param statusAccess who may write which part of the status; null when that is not asked
    ResourceClaims(DroppedFields dropped, AdminAccess adminAccess, @Nullable ClaimStatusAccess statusAccess) {
        this.dropped = dropped;
        this.adminAccess = adminAccess;
        this.statusAccess = statusAccess;
    }

    ResourceDeclaration<ResourceClaim> declaration() {
        return ResourceDeclaration.of(
                        ResourceV1.RESOURCE_CLAIMS,
                        "/registry/resourceclaims",
                        new ClaimStrategy(),
                        ColumnTable.<ResourceClaim>named()
                                .text(
                                        "State",
                                        "What has become of it: pending, allocated, reserved, deleted.",
                                        ResourceClaims::state)
                                .age())
                .withAlternate(DeviceVersions.like(ResourceV1.RESOURCE_CLAIMS, ResourceV1Beta2.RESOURCE_CLAIMS))
                .withAlternate(new AlternateVersion<>(
                        ResourceV1Beta1.RESOURCE_CLAIMS, ResourceClaimVersions::toV1Beta1, ResourceClaimVersions::toV1))
                .withSubresources(List.of(PartView.statusAlone(
                        ResourceClaim.TYPE,
                        (kept, sent) -> kept.withStatus(withoutStale(
                                dropped.of(sent.status(), kept), kept.status().allocation())),
                        this::statusErrors)));
    }

    private List<FieldError> statusErrors(
            Validation validation, ResourceClaim claim, ResourceClaim old, OperationContext context) {
        var errors = new ArrayList<>(adminAccess.granted(claim.metadata().namespace(), claim.status(), old.status()));
        if (statusAccess != null) {
            errors.addAll(statusAccess.check(claim, old.status(), context));
        }
        errors.addAll(validation.checkUpdateStatus(claim, old));
        return errors;
    }

    /// Without what drivers said of devices that were taken away.
    private static ResourceClaimStatus withoutStale(ResourceClaimStatus status, @Nullable AllocationResult before) {
        var gone = new HashSet<>(devices(before));
        gone.removeAll(devices(status.allocation()));
        return status.withDevices(status.devices().stream()
                .filter(device -> !gone.contains(
                        List.of(device.driver(), device.pool(), device.device(), share(device.shareID()))))
                .toList());
    }

    private static Set<List<String>> devices(@Nullable AllocationResult allocation) {
        return allocation == null
                ? Set.of()
                : allocation.devices().results().stream()
                        .map(result ->
                                List.of(result.driver(), result.pool(), result.device(), share(result.shareID())))
                        .collect(Collectors.toSet());
    }

    private static String share(@Nullable String id) {
        return Objects.requireNonNullElse(id, "");
    }

    private static String state(ResourceClaim claim) {
        var states = new ArrayList<String>();
        if (claim.metadata().deletionTimestamp() != null) {
            states.add("deleted");
        }
        if (claim.status().allocation() == null) {
            if (states.isEmpty()) {
                states.add("pending");
            }
        } else {
            states.add("allocated");
            if (!claim.status().reservedFor().isEmpty()) {
                states.add("reserved");
            }
        }
        return String.join(",", states);
    }

    private final class ClaimStrategy implements Strategy<ResourceClaim> {
        @Override
        public boolean returnsDeletedObject() {
            return true;
        }

        @Override
        public ResourceClaim prepareForCreate(ResourceClaim claim, OperationContext context) {
            return claim.withStatus(ResourceClaimStatus.EMPTY).withSpec(dropped.of(claim.spec(), null));
        }

        @Override
        public ResourceClaim prepareForUpdate(ResourceClaim claim, ResourceClaim old, OperationContext context) {
            return claim.withStatus(old.status()).withSpec(dropped.of(claim.spec(), old.spec()));
        }

        @Override
        public List<FieldError> validateCreate(ResourceClaim claim, Validation validation, OperationContext context) {
            var errors = new ArrayList<>(adminAccess.requests(
                    claim.metadata().namespace(), claim.spec().devices().requests()));
            errors.addAll(validation.checkCreate(claim));
            return errors;
        }
    }
}
