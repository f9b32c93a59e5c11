package io.djong.api.volumes;

import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.storage.v1.StorageClass;
import java.util.List;

/// Of which storage class something is. The annotation of old comes before the field.
public final class VolumeClasses {
    private static final String ANNOTATION = "volume.beta.kubernetes.io/storage-class";
    private static final List<String> DEFAULT_MARKS =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");

    private VolumeClasses() {}

    /// The class of a volume; "" when it has none.
    public static String of(PersistentVolume volume) {
        return volume.metadata()
                .annotations()
                .getOrDefault(ANNOTATION, volume.spec().storageClassName());
    }

    /// The class that a claim asks for; "" when it asks for none, or says nothing about it.
    public static String of(PersistentVolumeClaim claim) {
        var field = claim.spec().storageClassName();
        return claim.metadata().annotations().getOrDefault(ANNOTATION, field == null ? "" : field);
    }

    /// Whether a claim says what class it wants, be it none.
    public static boolean isChosen(PersistentVolumeClaim claim) {
        return claim.spec().storageClassName() != null
                || claim.metadata().annotations().containsKey(ANNOTATION);
    }

    /// Whether claims that say nothing about a class get this one.
    public static boolean isDefault(StorageClass storage) {
        var annotations = storage.metadata().annotations();
        return DEFAULT_MARKS.stream().anyMatch(mark -> "true".equals(annotations.get(mark)));
    }
}
