package io.djong.apiserver.verbs;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.apiserver.request.Warnings;
import io.djong.apiserver.resource.Metadata;
import java.util.ArrayList;

/// Owners of objects that are sent.
final class OwnerReferences {
    private OwnerReferences() {}

    /// The object with each of its owners named once; who names one twice is told.
    ///
    /// @param late whether it was patched and may have been changed by admission
    static <T extends KubeObject> T once(T object, Warnings warnings, boolean late) {
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
        warnings.add(".metadata.ownerReferences contains duplicate entries"
                + (late ? " after mutating admission happens" : "")
                + "; API server dedups owner references in 1.20+,"
                + " and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s)"
                + " observed: " + String.join(", ", twice));
        return Metadata.with(object, meta -> meta.withOwnerReferences(kept));
    }
}
