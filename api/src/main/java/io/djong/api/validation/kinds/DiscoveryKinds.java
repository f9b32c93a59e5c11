package io.djong.api.validation.kinds;

import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.validation.networking.EndpointSliceRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `discovery.k8s.io`.
final class DiscoveryKinds {
    private DiscoveryKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(EndpointSlice.class, EndpointSliceRules::create).update(EndpointSliceRules::update));
    }
}
