package io.djong.api.validation.devices;

import io.djong.api.types.resource.v1.AllocationResultCodec;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceClaimConsumerReference;
import io.djong.api.types.resource.v1.ResourceClaimSpecCodec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;

/// Claims to devices.
public final class ResourceClaimRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final int RESERVED_MAX = 256;
    private static final String IMMUTABLE = "field is immutable";

    private ResourceClaimRules() {}

    /// A new claim.
    ///
    /// @param check judges the expressions of selectors
    public static void create(FieldErrors errors, ResourceClaim claim, SelectorCheck check) {
        ObjectMetaRules.create(errors, claim.metadata(), true, NameRule.SUBDOMAIN);
        new DeviceRequestRules(errors, check)
                .claim(SPEC.child("devices"), claim.spec().devices());
    }

    /// A changed claim: what it asks for stays.
    public static void update(FieldErrors errors, ResourceClaim claim, ResourceClaim old) {
        ObjectMetaRules.create(errors, claim.metadata(), true, NameRule.SUBDOMAIN);
        ObjectMetaRules.update(errors, claim.metadata(), old.metadata());
        if (!claim.spec().equals(old.spec())) {
            errors.invalidShown(
                    SPEC,
                    InternalJson.of("resource/v1.ResourceClaimSpec", ResourceClaimSpecCodec.CODEC, claim.spec()),
                    IMMUTABLE);
        }
    }

    /// What was allocated, and who uses it.
    public static void status(FieldErrors errors, ResourceClaim claim, ResourceClaim old) {
        ObjectMetaRules.update(errors, claim.metadata(), old.metadata());
        var status = claim.status();
        reserved(errors, STATUS.child("reservedFor"), status.reservedFor());
        var allocation = status.allocation();
        AllocatedDeviceRules.devices(
                errors, STATUS.child("devices"), status.devices(), AllocatedDeviceRules.allocated(allocation));
        if (!status.reservedFor().isEmpty()) {
            if (allocation == null) {
                errors.forbidden(STATUS.child("reservedFor"), "may not be specified when `allocated` is not set");
            } else if (claim.metadata().deletionTimestamp() != null
                    && !new HashSet<>(old.status().reservedFor()).containsAll(status.reservedFor())) {
                errors.forbidden(
                        STATUS.child("reservedFor"),
                        "new entries may not be added while `deallocationRequested` or `deletionTimestamp` are set");
            }
        }
        var before = old.status().allocation();
        if (allocation == null) {
            return;
        }
        if (before == null) {
            AllocatedDeviceRules.allocation(
                    errors,
                    STATUS.child("allocation"),
                    allocation,
                    new RequestNames(claim.spec().devices().requests()));
        } else if (!allocation.equals(before)) {
            errors.invalidShown(
                    STATUS.child("allocation"),
                    InternalJson.of("resource/v1.AllocationResult", AllocationResultCodec.CODEC, allocation),
                    IMMUTABLE);
        }
    }

    private static void reserved(FieldErrors errors, FieldPath path, List<ResourceClaimConsumerReference> consumers) {
        if (!DeviceLists.fits(errors, path, consumers, RESERVED_MAX)) {
            return;
        }
        for (int i = 0; i < consumers.size(); i++) {
            var consumer = consumers.get(i);
            required(errors, path.index(i).child("resource"), consumer.resource());
            required(errors, path.index(i).child("name"), consumer.name());
            required(errors, path.index(i).child("uid"), consumer.uid());
        }
        DeviceLists.unique(errors, path, consumers, ResourceClaimConsumerReference::uid);
    }

    private static void required(FieldErrors errors, FieldPath path, String value) {
        if (value.isEmpty()) {
            errors.required(path);
        }
    }
}
