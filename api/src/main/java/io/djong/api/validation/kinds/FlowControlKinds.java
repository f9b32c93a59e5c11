package io.djong.api.validation.kinds;

import io.djong.api.types.flowcontrol.v1.FlowSchema;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfiguration;
import io.djong.api.validation.flowcontrol.FlowSchemaRules;
import io.djong.api.validation.flowcontrol.PriorityLevelRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `flowcontrol.apiserver.k8s.io`.
final class FlowControlKinds {
    private FlowControlKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(FlowSchema.class, FlowSchemaRules::create)
                        .update((errors, object, old) -> FlowSchemaRules.update(errors, object))
                        .status((errors, object, old) -> FlowSchemaRules.updateStatus(errors, object)),
                KindRules.of(PriorityLevelConfiguration.class, PriorityLevelRules::create)
                        .update((errors, object, old) -> PriorityLevelRules.update(errors, object))
                        .status((errors, object, old) -> PriorityLevelRules.updateStatus(errors, object)));
    }
}
