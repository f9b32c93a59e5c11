package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.api.validation.AddressWarnings;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// Warnings about the addresses of Endpoints; none for those of the controller, which writes them well.
final class AddressSentences {
    private static final String MANAGED_BY = "endpoints.kubernetes.io/managed-by";
    private static final String CONTROLLER = "endpoint-controller";

    private AddressSentences() {}

    static List<String> of(Endpoints endpoints) {
        if (CONTROLLER.equals(endpoints.metadata().labels().get(MANAGED_BY))) {
            return List.of();
        }
        var sentences = new ArrayList<String>(0);
        for (int i = 0; i < endpoints.subsets().size(); i++) {
            var path = FieldPath.of("subsets").index(i);
            var subset = endpoints.subsets().get(i);
            add(sentences, path.child("addresses"), subset.addresses());
            add(sentences, path.child("notReadyAddresses"), subset.notReadyAddresses());
        }
        return sentences;
    }

    private static void add(List<String> sentences, FieldPath path, List<EndpointAddress> addresses) {
        for (int i = 0; i < addresses.size(); i++) {
            sentences.addAll(AddressWarnings.ip(
                    path.index(i).child("ip"), addresses.get(i).ip()));
        }
    }
}
