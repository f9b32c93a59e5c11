package io.djong.api.validation.kinds;

import io.djong.api.types.node.v1.RuntimeClass;
import io.djong.api.validation.node.RuntimeClassRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `node.k8s.io`.
final class NodeKinds {
    private NodeKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(RuntimeClass.class, RuntimeClassRules::create).update(RuntimeClassRules::update));
    }
}
