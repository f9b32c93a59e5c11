package io.djong.api.validation.volumes;

import io.djong.api.pods.ContainerWarnings;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// What is valid in a claim to a persistent volume and most likely a mistake, in upstream's words and
/// order.
public final class PersistentVolumeClaimWarnings {
    private static final FieldPath RESOURCES = FieldPath.of("spec").child("resources");
    private static final String STORAGE_CLASS = "volume.beta.kubernetes.io/storage-class";

    private PersistentVolumeClaimWarnings() {}

    /// Of a new or changed one.
    public static List<String> of(PersistentVolumeClaim claim) {
        var sentences = new ArrayList<String>(0);
        if (claim.metadata().annotations().containsKey(STORAGE_CLASS)) {
            sentences.add("metadata.annotations[" + STORAGE_CLASS
                    + "]: deprecated since v1.8; use \"storageClassName\" attribute instead");
        }
        var resources = claim.spec().resources();
        ContainerWarnings.fraction(sentences, RESOURCES.child("requests"), "storage", resources.requests());
        ContainerWarnings.fraction(sentences, RESOURCES.child("limits"), "storage", resources.limits());
        return sentences;
    }
}
