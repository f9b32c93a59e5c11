package io.djong.api.validation.volumes;

import io.djong.api.nodes.OldLabels;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeSpec;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is valid in a persistent volume and should not be used any more, in upstream's words and order.
public final class PersistentVolumeWarnings {
    private static final String STORAGE_CLASS = "volume.beta.kubernetes.io/storage-class";
    private static final String MOUNT_OPTIONS = "volume.beta.kubernetes.io/mount-options";
    private static final FieldPath SPEC = FieldPath.of("spec");

    private PersistentVolumeWarnings() {}

    /// Of a new or changed one.
    public static List<String> of(PersistentVolume volume) {
        var sentences = new ArrayList<String>(0);
        var annotations = volume.metadata().annotations();
        old(sentences, annotations, STORAGE_CLASS, "deprecated since v1.8; use \"storageClassName\" attribute instead");
        old(sentences, annotations, MOUNT_OPTIONS, "deprecated since v1.31; use \"mountOptions\" attribute instead");
        var spec = volume.spec();
        if (spec.persistentVolumeReclaimPolicy().equals("Recycle")) {
            sentences.add("spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the"
                    + " recommended approach is to use dynamic provisioning.");
        }
        var affinity = spec.nodeAffinity();
        if (affinity != null && affinity.required() != null) {
            var path = SPEC.child("nodeAffinity", "required").child("nodeSelectorTerms");
            sentences.addAll(OldLabels.of(path, affinity.required().nodeSelectorTerms()));
        }
        sources(sentences, spec);
        return sentences;
    }

    private static void sources(List<String> sentences, PersistentVolumeSpec spec) {
        source(sentences, "cephfs", spec.cephfs(), "v1.28, non-functional in v1.31+");
        source(sentences, "photonPersistentDisk", spec.photonPersistentDisk(), "v1.11, non-functional in v1.16+");
        source(sentences, "scaleIO", spec.scaleIO(), "v1.16, non-functional in v1.22+");
        source(sentences, "storageOS", spec.storageos(), "v1.22, non-functional in v1.25+");
        source(sentences, "glusterfs", spec.glusterfs(), "v1.25, non-functional in v1.26+");
        source(sentences, "rbd", spec.rbd(), "v1.28, non-functional in v1.31+");
    }

    private static void source(List<String> sentences, String field, @Nullable Object source, String since) {
        if (source != null) {
            sentences.add(SPEC.child(field) + ": deprecated in " + since);
        }
    }

    private static void old(List<String> sentences, Map<String, String> annotations, String key, String why) {
        if (annotations.containsKey(key)) {
            sentences.add(FieldPath.of("metadata").child("annotations").key(key) + ": " + why);
        }
    }
}
