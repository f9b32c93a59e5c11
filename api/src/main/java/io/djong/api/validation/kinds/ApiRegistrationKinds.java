package io.djong.api.validation.kinds;

import io.djong.api.types.apiregistration.v1.APIService;
import io.djong.api.validation.apiregistration.ApiServiceRules;
import java.util.List;

/// The rules of the kind of `apiregistration.k8s.io`.
final class ApiRegistrationKinds {
    private ApiRegistrationKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(KindRules.of(APIService.class, ApiServiceRules::create)
                .update(ApiServiceRules::update)
                .status(ApiServiceRules::updateStatus));
    }
}
