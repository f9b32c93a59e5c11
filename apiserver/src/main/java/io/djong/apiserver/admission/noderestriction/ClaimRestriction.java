package io.djong.apiserver.admission.noderestriction;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.PersistentVolumeClaimStatus;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.resource.Metadata;
import io.djong.client.ApiException;
import java.util.List;

/// What a node may write into a claim: how large its volume has become.
final class ClaimRestriction {
    private ClaimRestriction() {}

    static void check(String node, AdmissionRequest request) throws ApiException {
        if (!request.subresource().equals("status")) {
            throw request.forbidden("may only update PVC status");
        }
        if (!(request.object() instanceof PersistentVolumeClaim claim)
                || !(request.old() instanceof PersistentVolumeClaim old)) {
            throw request.forbidden("unexpected operation \"" + request.operation() + "\"");
        }
        if (!fixed(claim).equals(fixed(old))) {
            throw request.forbidden("node " + GoQuote.quote(node)
                    + " is not allowed to update fields other than status.quantity and status.conditions");
        }
    }

    /// The claim without what a node may change.
    private static PersistentVolumeClaim fixed(PersistentVolumeClaim claim) {
        var kept = PersistentVolumeClaimStatus.EMPTY
                .withPhase(claim.status().phase())
                .withAccessModes(claim.status().accessModes())
                .withCurrentVolumeAttributesClassName(claim.status().currentVolumeAttributesClassName())
                .withModifyVolumeStatus(claim.status().modifyVolumeStatus());
        return Metadata.with(
                claim.withStatus(kept), meta -> meta.withResourceVersion("").withManagedFields(List.of()));
    }
}
