package io.djong.apiserver.admission.podgroups;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.scheduling.v1alpha2.SchedulingV1Alpha2;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import java.util.ArrayList;

/// Puts a finalizer on new groups of pods, which a controller takes away when no pod belongs to them any
/// more.
public final class PodGroupProtection implements AdmissionPlugin {
    private static final String FINALIZER = "scheduling.k8s.io/podgroup-protection";

    @Override
    public String name() {
        return "PodGroupProtection";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.CREATE && request.isFor(SchedulingV1Alpha2.POD_GROUPS);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        var finalizers = object.metadata().finalizers();
        if (finalizers.contains(FINALIZER)) {
            return object;
        }
        var more = new ArrayList<>(finalizers);
        more.add(FINALIZER);
        return object.withMetadata(object.metadata().withFinalizers(more));
    }
}
