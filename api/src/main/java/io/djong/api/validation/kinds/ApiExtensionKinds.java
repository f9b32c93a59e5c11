package io.djong.api.validation.kinds;

import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.validation.apiextensions.DefinitionRules;
import java.util.List;

/// The rules of the kind of `apiextensions.k8s.io`.
final class ApiExtensionKinds {
    private ApiExtensionKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(KindRules.of(CustomResourceDefinition.class, DefinitionRules::create)
                .update(DefinitionRules::update)
                .status(DefinitionRules::updateStatus));
    }
}
