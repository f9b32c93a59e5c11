package io.djong.apiserver.admission.limits;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.List;

/// Gives pods the defaults of their namespace's LimitRanges and refuses what breaks their bounds.
public final class LimitRanger implements AdmissionPlugin {
    private final ResourceCache<LimitRange> ranges;

    /// @param ranges as they are now
    public LimitRanger(ResourceCache<LimitRange> ranges) {
        this.ranges = ranges;
    }

    @Override
    public String name() {
        return "LimitRanger";
    }

    /// An update cannot change what the containers of a pod ask for, but a resize does; what is being deleted is let
    /// be.
    @Override
    public boolean handles(AdmissionRequest request) {
        var created = request.operation() == Operation.CREATE;
        if (request.isFor(CoreV1.PODS)) {
            return created;
        }
        var updated = request.operation() == Operation.UPDATE && !leaving(request);
        if (request.concerns(CoreV1.PODS)) {
            return updated && request.subresource().equals("resize");
        }
        return request.isFor(CoreV1.PERSISTENT_VOLUME_CLAIMS) && (created || updated);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!(object instanceof Pod pod)) {
            return object;
        }
        for (var range : ranges(request.namespace())) {
            pod = LimitDefaults.apply(range, pod);
        }
        return pod;
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        for (var range : ranges(request.namespace())) {
            var broken = switch (request.object()) {
                case Pod pod -> LimitChecks.pod(range, pod);
                case PersistentVolumeClaim claim -> LimitChecks.claim(range, claim);
                case null, default -> List.<String>of();
            };
            if (!broken.isEmpty()) {
                throw request.forbidden(broken.size() == 1 ? broken.getFirst() : "[" + String.join(", ", broken) + "]");
            }
        }
    }

    private static boolean leaving(AdmissionRequest request) {
        var old = request.old();
        return old != null && old.metadata().deletionTimestamp() != null;
    }

    /// In the order of their names.
    private List<LimitRange> ranges(String namespace) {
        var found = new ArrayList<LimitRange>(0);
        for (var each = ranges.snapshot().entries().entries(namespace + "/", namespace + "0"); each.next(); ) {
            found.add(each.value().object());
        }
        return found;
    }
}
