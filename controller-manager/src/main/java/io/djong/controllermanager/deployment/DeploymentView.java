package io.djong.controllermanager.deployment;

import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.Pod;
import java.util.List;

/// What the controller knows of one deployment when it decides.
///
/// @param sets the sets that it owns
/// @param pods the pods that those sets own; read for strategy `Recreate` only, else empty
record DeploymentView(Deployment deployment, List<ReplicaSet> sets, List<Pod> pods) {
    DeploymentView {
        sets = List.copyOf(sets);
        pods = List.copyOf(pods);
    }
}
