package io.djong.apiserver.admission.podgroups;

import io.djong.api.types.scheduling.v1alpha2.PodGroup;
import io.djong.api.types.scheduling.v1alpha2.SchedulingV1Alpha2;
import io.djong.api.types.scheduling.v1alpha2.Workload;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.client.ApiException;

/// A group of pods that names the template it is made from names one that exists.
public final class PodGroupWorkloadExists implements AdmissionPlugin {
    private final ResourceCache<Workload> workloads;

    /// @param workloads as they are now
    public PodGroupWorkloadExists(ResourceCache<Workload> workloads) {
        this.workloads = workloads;
    }

    @Override
    public String name() {
        return "PodGroupWorkloadExists";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.CREATE && request.isFor(SchedulingV1Alpha2.POD_GROUPS);
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (!(request.object() instanceof PodGroup group)) {
            return;
        }
        var reference = group.spec().podGroupTemplateRef();
        var wanted = reference == null ? null : reference.workload();
        if (wanted == null) {
            return;
        }
        var workload = "Workload \"" + wanted.workloadName() + "\"";
        var found = workloads.get(request.namespace() + "/" + wanted.workloadName());
        if (found == null) {
            throw request.forbidden("PodGroup rejected: " + workload + " not found");
        }
        if (found.object().metadata().deletionTimestamp() != null) {
            throw request.forbidden("PodGroup rejected: " + workload + " is being deleted");
        }
        var template = wanted.podGroupTemplateName();
        if (found.object().spec().podGroupTemplates().stream()
                .noneMatch(each -> each.name().equals(template))) {
            throw request.forbidden(
                    "PodGroup rejected: PodGroupTemplate \"" + template + "\" not found in " + workload);
        }
    }
}
