package io.djong.api.validation.kinds;

import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.validation.apiextensions.DefinitionRules;
import java.util.List;

/// The rules of the kind of `apiextensions.k8s.io`.
final class ApiExtensionKinds {
    private ApiExtensionKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(KindRules.<CustomResourceDefinition>ofFull(
                        CustomResourceDefinition.class,
                        (errors, definition, with) -> DefinitionRules.create(errors, definition, with.rules()))
                .updateFull((errors, definition, old, with) ->
                        DefinitionRules.update(errors, definition, old, with.rules()))
                .status(DefinitionRules::updateStatus));
    }
}
