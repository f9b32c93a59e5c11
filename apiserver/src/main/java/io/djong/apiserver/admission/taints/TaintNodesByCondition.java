package io.djong.apiserver.admission.taints;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Taint;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import java.util.ArrayList;

/// Taints new nodes as not ready; the node lifecycle controller takes the taint away.
public final class TaintNodesByCondition implements AdmissionPlugin {
    private static final String NOT_READY = "node.kubernetes.io/not-ready";
    private static final String NO_SCHEDULE = "NoSchedule";

    @Override
    public String name() {
        return "TaintNodesByCondition";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.CREATE && request.isFor(CoreV1.NODES);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        var node = (Node) object;
        for (var taint : node.spec().taints()) {
            if (taint.key().equals(NOT_READY) && taint.effect().equals(NO_SCHEDULE)) {
                return node;
            }
        }
        var taints = new ArrayList<>(node.spec().taints());
        taints.add(Taint.EMPTY.withKey(NOT_READY).withEffect(NO_SCHEDULE));
        return node.withSpec(node.spec().withTaints(taints));
    }
}
