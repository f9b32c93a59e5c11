package io.djong.apiserver.admission.storage;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.storage.v1.VolumeAttributesClass;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import java.util.ArrayList;

/// Puts a finalizer on new volumes, claims and attributes classes, which a controller takes away when
/// nothing uses them any more.
public final class StorageObjectInUseProtection implements AdmissionPlugin {
    @Override
    public String name() {
        return "StorageObjectInUseProtection";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.CREATE
                && request.subresource().isEmpty()
                && request.object() != null
                && !finalizer(request.object()).isEmpty();
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        var finalizers = object.metadata().finalizers();
        if (finalizers.contains(finalizer(object))) {
            return object;
        }
        var more = new ArrayList<>(finalizers);
        more.add(finalizer(object));
        return object.withMetadata(object.metadata().withFinalizers(more));
    }

    /// "" for what is not protected.
    private static String finalizer(KubeObject object) {
        return switch (object) {
            case PersistentVolume volume -> "kubernetes.io/pv-protection";
            case PersistentVolumeClaim claim -> "kubernetes.io/pvc-protection";
            case VolumeAttributesClass attributes -> "kubernetes.io/vac-protection";
            default -> "";
        };
    }
}
