package io.djong.apiserver.admission.runtimeclass;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;

/// Refuses pods that name a RuntimeClass, since there are none, and pods with the overhead of one.
public final class RuntimeClassAdmission implements AdmissionPlugin {
    @Override
    public String name() {
        return "RuntimeClass";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.CREATE && request.isFor(CoreV1.PODS);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) throws ApiException {
        var name = ((Pod) object).spec().runtimeClassName();
        if (name == null) {
            return object;
        }
        if (name.isEmpty()) { // as upstream, whose look-up of an empty name fails
            throw Failures.refused(500, "", "resource name may not be empty", null);
        }
        throw request.forbidden("pod rejected: RuntimeClass \"" + name + "\" not found");
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (request.object() instanceof Pod pod && !pod.spec().overhead().isEmpty()) {
            throw request.forbidden(
                    "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
        }
    }
}
