package io.djong.apiserver.verbs;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.resource.Metadata;
import java.util.ArrayList;

/// Owners of objects that are sent.
final class OwnerReferences {
    private OwnerReferences() {}

    /// The object with each of its owners named once; who names one twice is told.
    static <T extends KubeObject> T once(T object, ApiExchange exchange) {
        var owners = object.metadata().ownerReferences();
        if (owners.size() < 2) {
            return object;
        }
        var kept = new ArrayList<OwnerReference>(owners.size());
        var twice = new ArrayList<String>(0);
        for (var owner : owners) {
            if (kept.contains(owner)) {
                twice.add(owner.uid());
            } else {
                kept.add(owner);
            }
        }
        if (twice.isEmpty()) {
            return object;
        }
        exchange.warnings()
                .add(
                        ".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+,"
                                + " and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s)"
                                + " observed: " + String.join(", ", twice));
        return Metadata.with(object, meta -> meta.withOwnerReferences(kept));
    }
}
