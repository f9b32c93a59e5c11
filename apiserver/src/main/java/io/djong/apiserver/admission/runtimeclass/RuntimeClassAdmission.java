package io.djong.apiserver.admission.runtimeclass;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.node.v1.RuntimeClass;
import io.djong.api.types.node.v1.Scheduling;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Takes into a new pod what its RuntimeClass says: the overhead, and the nodes that have the handler.
/// Refuses pods that name a class that is not there, or that claim another overhead.
public final class RuntimeClassAdmission implements AdmissionPlugin {
    private static final String OTHER_OVERHEAD =
            "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";

    private final ResourceCache<RuntimeClass> classes;

    /// @param classes as they are now
    public RuntimeClassAdmission(ResourceCache<RuntimeClass> classes) {
        this.classes = classes;
    }

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
        var pod = (Pod) object;
        var runtime = named(request, pod);
        if (runtime == null) {
            return pod;
        }
        var spec = pod.spec();
        if (runtime.overhead() != null) {
            var overhead = runtime.overhead().podFixed();
            if (!spec.overhead().isEmpty() && !spec.overhead().equals(overhead)) {
                throw request.forbidden(OTHER_OVERHEAD);
            }
            spec = spec.withOverhead(overhead);
        }
        return pod.withSpec(runtime.scheduling() == null ? spec : placed(request, spec, runtime.scheduling()));
    }

    private @Nullable RuntimeClass named(AdmissionRequest request, Pod pod) throws ApiException {
        var name = pod.spec().runtimeClassName();
        if (name == null) {
            return null;
        }
        if (name.isEmpty()) { // as upstream, whose look-up of an empty name fails
            throw Failures.refused(500, "", "resource name may not be empty", null);
        }
        var entry = classes.get(name);
        if (entry == null) {
            throw request.forbidden("pod rejected: RuntimeClass \"" + name + "\" not found");
        }
        return entry.object();
    }

    private static PodSpec placed(AdmissionRequest request, PodSpec spec, Scheduling scheduling) throws ApiException {
        var selector = new TreeMap<>(spec.nodeSelector());
        for (var wanted : scheduling.nodeSelector().entrySet()) {
            var key = wanted.getKey();
            var before = selector.put(key, wanted.getValue());
            if (before != null && !before.equals(wanted.getValue())) {
                throw request.forbidden("conflict: runtimeClass.scheduling.nodeSelector[" + key + "] = "
                        + wanted.getValue() + "; pod.spec.nodeSelector[" + key + "] = " + before);
            }
        }
        return spec.withNodeSelector(selector)
                .withTolerations(MergedTolerations.of(spec.tolerations(), scheduling.tolerations()));
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (!(request.object() instanceof Pod pod)) {
            return;
        }
        var runtime = named(request, pod);
        var overhead = pod.spec().overhead();
        if (runtime != null && runtime.overhead() != null) {
            if (!overhead.equals(runtime.overhead().podFixed())) {
                throw request.forbidden(OTHER_OVERHEAD);
            }
        } else if (!overhead.isEmpty()) {
            throw request.forbidden(
                    "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
        }
    }
}
