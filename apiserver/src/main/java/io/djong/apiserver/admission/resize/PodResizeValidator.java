package io.djong.apiserver.admission.resize;

import io.djong.api.json.GoQuote;
import io.djong.api.pods.PodResources;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.Map;

/// A pod that was placed is resized only where its node runs Linux and could hold it if it were empty.
///
/// Source: KEP-1287.
public final class PodResizeValidator implements AdmissionPlugin {
    private static final String SYSTEM = "kubernetes.io/os";

    private final ResourceCache<Node> nodes;

    /// @param nodes as they are now
    public PodResizeValidator(ResourceCache<Node> nodes) {
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return "PodResizeValidator";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.UPDATE
                && request.concerns(CoreV1.PODS)
                && request.subresource().equals("resize");
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (request.object() instanceof Pod pod
                && request.old() instanceof Pod old
                && !pod.spec().nodeName().isEmpty()
                && pod.metadata().generation() != old.metadata().generation()) {
            check(request, pod);
        }
    }

    private void check(AdmissionRequest request, Pod pod) throws ApiException {
        var name = GoQuote.quote(pod.spec().nodeName());
        var node = nodes.get(pod.spec().nodeName());
        if (node == null) {
            throw request.forbidden("node " + name + " not found");
        }
        var system = node.object().metadata().labels().getOrDefault(SYSTEM, "linux");
        if (!system.equals("linux")) {
            throw request.forbidden(
                    "pod resize is only supported on linux nodes, node " + name + " is " + GoQuote.quote(system),
                    "UnsupportedPlatform");
        }
        var lacking = lacking(
                PodResources.requests(pod.spec()), node.object().status().allocatable());
        if (!lacking.isEmpty()) {
            throw request.forbidden("node didn't have enough allocatable resources: " + lacking, "NodeCapacity");
        }
    }

    private static String lacking(Map<String, Quantity> requests, Map<String, Quantity> allocatable) {
        var lacking = new ArrayList<String>(2);
        var cpu = requests.getOrDefault("cpu", Quantity.ZERO);
        var cpuMax = allocatable.getOrDefault("cpu", Quantity.ZERO);
        if (cpu.compareTo(cpuMax) > 0) {
            lacking.add("cpu, requested: " + cpu.milliValue() + ", allocatable: " + cpuMax.milliValue());
        }
        var memory = requests.getOrDefault("memory", Quantity.ZERO);
        var memoryMax = allocatable.getOrDefault("memory", Quantity.ZERO);
        if (memory.compareTo(memoryMax) > 0) {
            lacking.add("memory, requested: " + memory.value() + ", allocatable: " + memoryMax.value());
        }
        return String.join("; ", lacking);
    }
}
