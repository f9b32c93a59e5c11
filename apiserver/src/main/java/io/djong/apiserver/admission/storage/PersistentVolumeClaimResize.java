package io.djong.apiserver.admission.storage;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.storage.v1.StorageClass;
import io.djong.api.volumes.VolumeClasses;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.client.ApiException;

/// Lets only those claims ask for more that are bound and whose storage class can give it.
public final class PersistentVolumeClaimResize implements AdmissionPlugin {
    private final ResourceCache<StorageClass> classes;

    /// @param classes as they are now
    public PersistentVolumeClaimResize(ResourceCache<StorageClass> classes) {
        this.classes = classes;
    }

    @Override
    public String name() {
        return "PersistentVolumeClaimResize";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.UPDATE && request.isFor(CoreV1.PERSISTENT_VOLUME_CLAIMS);
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (!(request.object() instanceof PersistentVolumeClaim claim)
                || !(request.old() instanceof PersistentVolumeClaim old)
                || size(claim).compareTo(size(old)) <= 0) {
            return;
        }
        if (!old.status().phase().equals("Bound")) {
            throw request.forbidden("Only bound persistent volume claims can be expanded");
        }
        if (!isExpandable(claim, old)) {
            throw request.forbidden("only dynamically provisioned pvc can be resized and the storageclass that"
                    + " provisions the pvc must support resize");
        }
    }

    private static Quantity size(PersistentVolumeClaim claim) {
        return claim.spec().resources().requests().getOrDefault("storage", Quantity.ZERO);
    }

    private boolean isExpandable(PersistentVolumeClaim claim, PersistentVolumeClaim old) {
        var name = VolumeClasses.of(claim);
        if (name.isEmpty() || !name.equals(VolumeClasses.of(old))) {
            return false;
        }
        var found = classes.get(name);
        return found != null && Boolean.TRUE.equals(found.object().allowVolumeExpansion());
    }
}
