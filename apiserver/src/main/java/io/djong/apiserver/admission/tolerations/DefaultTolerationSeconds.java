package io.djong.apiserver.admission.tolerations;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Toleration;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import java.util.ArrayList;

/// Adds tolerations of the taints `not-ready` and `unreachable` for some time, unless the pod has its own.
public final class DefaultTolerationSeconds implements AdmissionPlugin {
    private static final String NOT_READY = "node.kubernetes.io/not-ready";
    private static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    private static final String NO_EXECUTE = "NoExecute";

    private final long notReadySeconds;
    private final long unreachableSeconds;

    /// @param notReadySeconds how long a pod stays on a node that is not ready
    /// @param unreachableSeconds how long on one that is not heard of
    public DefaultTolerationSeconds(long notReadySeconds, long unreachableSeconds) {
        this.notReadySeconds = notReadySeconds;
        this.unreachableSeconds = unreachableSeconds;
    }

    @Override
    public String name() {
        return "DefaultTolerationSeconds";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.isFor(CoreV1.PODS)
                && (request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        var pod = (Pod) object;
        var tolerations = new ArrayList<>(pod.spec().tolerations());
        if (lacks(pod, NOT_READY)) {
            tolerations.add(toleration(NOT_READY, notReadySeconds));
        }
        if (lacks(pod, UNREACHABLE)) {
            tolerations.add(toleration(UNREACHABLE, unreachableSeconds));
        }
        return tolerations.size() == pod.spec().tolerations().size()
                ? pod
                : pod.withSpec(pod.spec().withTolerations(tolerations));
    }

    private static boolean lacks(Pod pod, String taint) {
        for (var toleration : pod.spec().tolerations()) {
            var key = toleration.key().isEmpty() || toleration.key().equals(taint);
            var effect = toleration.effect().isEmpty() || toleration.effect().equals(NO_EXECUTE);
            if (key && effect) {
                return false;
            }
        }
        return true;
    }

    private static Toleration toleration(String taint, long seconds) {
        return Toleration.EMPTY
                .withKey(taint)
                .withOperator("Exists")
                .withEffect(NO_EXECUTE)
                .withTolerationSeconds(seconds);
    }
}
