package io.djong.api.validation.kinds;

import io.djong.api.types.apps.v1.ControllerRevision;
import io.djong.api.types.apps.v1.DaemonSet;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.StatefulSet;
import io.djong.api.validation.apps.ControllerRevisionRules;
import io.djong.api.validation.apps.DaemonSetRules;
import io.djong.api.validation.apps.DeploymentRules;
import io.djong.api.validation.apps.ReplicaSetRules;
import io.djong.api.validation.apps.StatefulSetRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `apps`.
final class AppsKinds {
    private AppsKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.ofPods(Deployment.class, DeploymentRules::create)
                        .updatePods(DeploymentRules::update)
                        .status(DeploymentRules::updateStatus),
                KindRules.ofPods(ReplicaSet.class, ReplicaSetRules::create)
                        .updatePods(ReplicaSetRules::update)
                        .status(ReplicaSetRules::updateStatus),
                KindRules.ofPods(StatefulSet.class, StatefulSetRules::create)
                        .updatePods(StatefulSetRules::update)
                        .status(StatefulSetRules::updateStatus),
                KindRules.ofPods(DaemonSet.class, DaemonSetRules::create)
                        .updatePods(DaemonSetRules::update)
                        .status(DaemonSetRules::updateStatus),
                KindRules.of(ControllerRevision.class, ControllerRevisionRules::create)
                        .update(ControllerRevisionRules::update));
    }
}
