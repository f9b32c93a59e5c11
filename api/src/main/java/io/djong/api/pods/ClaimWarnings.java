package io.djong.api.pods;

import io.djong.api.types.core.v1.PersistentVolumeClaimSpec;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// What is valid in a claim for a volume and still a mistake: part of a byte.
public final class ClaimWarnings {
    private ClaimWarnings() {}

    /// Of a claim, or of a template for claims.
    ///
    /// @param path where the spec stands
    public static List<String> of(FieldPath path, PersistentVolumeClaimSpec spec) {
        var sentences = new ArrayList<String>(0);
        var resources = path.child("resources");
        ContainerWarnings.fraction(
                sentences,
                resources.child("requests"),
                "storage",
                spec.resources().requests());
        ContainerWarnings.fraction(
                sentences,
                resources.child("limits"),
                "storage",
                spec.resources().limits());
        return sentences;
    }
}
