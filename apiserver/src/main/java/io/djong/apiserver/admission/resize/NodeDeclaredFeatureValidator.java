package io.djong.apiserver.admission.resize;

import io.djong.api.json.GoQuote;
import io.djong.api.pods.PodResources;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A pod that was placed is changed only in what its node says that it can follow (`status.declaredFeatures`).
///
/// Source: KEP-5328.
public final class NodeDeclaredFeatureValidator implements AdmissionPlugin {
    private static final String POD_LEVEL = "InPlacePodLevelResourcesVerticalScaling";
    private static final String INIT_CONTAINERS = "InPlacePodVerticalScalingInitContainers";

    private final ResourceCache<Node> nodes;
    private final boolean enabled;

    /// @param nodes as they are now
    /// @param enabled the gate `NodeDeclaredFeatures`
    public NodeDeclaredFeatureValidator(ResourceCache<Node> nodes, boolean enabled) {
        this.nodes = nodes;
        this.enabled = enabled;
    }

    @Override
    public String name() {
        return "NodeDeclaredFeatureValidator";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        var part = request.subresource();
        return enabled
                && request.operation() == Operation.UPDATE
                && request.concerns(CoreV1.PODS)
                && (part.isEmpty() || part.equals("resize"));
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (!(request.object() instanceof Pod pod)
                || !(request.old() instanceof Pod old)
                || pod.spec().nodeName().isEmpty()
                || pod.metadata().generation() == old.metadata().generation()) {
            return;
        }
        var needed = needed(pod.spec(), old.spec());
        if (needed.isEmpty()) {
            return;
        }
        var name = GoQuote.quote(pod.spec().nodeName());
        var node = nodes.get(pod.spec().nodeName());
        if (node == null) {
            throw request.forbidden("node " + name + " not found");
        }
        needed.removeAll(node.object().status().declaredFeatures());
        if (!needed.isEmpty()) {
            throw request.forbidden("pod update requires features " + String.join(", ", needed)
                    + " which are not available on node " + name);
        }
    }

    private static List<String> needed(PodSpec now, PodSpec before) {
        var needed = new ArrayList<String>(2);
        if (!Objects.equals(now.resources(), before.resources())) {
            needed.add(POD_LEVEL);
        }
        for (int i = 0; i < before.initContainers().size(); i++) {
            var container = before.initContainers().get(i);
            if (!PodResources.isSidecar(container)
                    && !container.resources().equals(now.initContainers().get(i).resources())) {
                needed.add(INIT_CONTAINERS);
                break;
            }
        }
        return needed;
    }
}
