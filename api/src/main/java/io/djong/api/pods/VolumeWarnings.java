package io.djong.api.pods;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.DownwardAPIVolumeFile;
import io.djong.api.types.core.v1.KeyToPath;
import io.djong.api.types.core.v1.ProjectedVolumeSource;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeProjection;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Volumes of kinds that are gone, and files that hide each other.
final class VolumeWarnings {
    private static final VolumeProjection NO_SOURCE = VolumeProjection.EMPTY;

    /// A file in a volume, and where it comes from; "" when that goes without saying.
    private record Place(String path, String source) {
        Place {
            int end = path.length();
            while (end > 0 && path.charAt(end - 1) == '/') {
                end--;
            }
            path = path.substring(0, end);
        }

        boolean meets(Place other) {
            return !path.isEmpty()
                    && !other.path.isEmpty()
                    && ((path + "/").startsWith(other.path + "/") || (other.path + "/").startsWith(path + "/"));
        }

        @Override
        public String toString() {
            return GoQuote.quote(path) + (source.isEmpty() ? "" : " (" + source + ")");
        }
    }

    private final List<String> sentences = new ArrayList<>(0);

    private VolumeWarnings() {}

    static List<String> of(FieldPath path, List<Volume> volumes) {
        var warnings = new VolumeWarnings();
        for (int i = 0; i < volumes.size(); i++) {
            warnings.gone(path.index(i), volumes.get(i));
        }
        volumes.forEach(warnings::overlaps);
        return warnings.sentences;
    }

    private void gone(FieldPath path, Volume volume) {
        kind(path, "photonPersistentDisk", volume.photonPersistentDisk(), "v1.11, non-functional in v1.16+");
        kind(path, "gitRepo", volume.gitRepo(), "v1.11, and disabled by default in v1.33+");
        kind(path, "scaleIO", volume.scaleIO(), "v1.16, non-functional in v1.22+");
        kind(path, "flocker", volume.flocker(), "v1.22, non-functional in v1.25+");
        kind(path, "storageOS", volume.storageos(), "v1.22, non-functional in v1.25+");
        kind(path, "quobyte", volume.quobyte(), "v1.22, non-functional in v1.25+");
        kind(path, "glusterfs", volume.glusterfs(), "v1.25, non-functional in v1.26+");
        var ephemeral = volume.ephemeral();
        if (ephemeral != null && ephemeral.volumeClaimTemplate() != null) {
            var resources = ephemeral.volumeClaimTemplate().spec().resources();
            var at = path.child("ephemeral", "volumeClaimTemplate").child("spec", "resources");
            ContainerWarnings.fraction(sentences, at.child("requests"), "storage", resources.requests());
            ContainerWarnings.fraction(sentences, at.child("limits"), "storage", resources.limits());
        }
        kind(path, "cephfs", volume.cephfs(), "v1.28, non-functional in v1.31+");
        kind(path, "rbd", volume.rbd(), "v1.28, non-functional in v1.31+");
    }

    private void kind(FieldPath path, String field, @Nullable Object source, String since) {
        if (source != null) {
            sentences.add(path.child(field) + ": deprecated in " + since);
        }
    }

    private void overlaps(Volume volume) {
        if (volume.configMap() != null) {
            var source = "ConfigMap " + GoQuote.quote(volume.configMap().name());
            meetings(volume, source, items(volume.configMap().items(), ""));
        }
        if (volume.secret() != null) {
            var source = "Secret " + GoQuote.quote(volume.secret().secretName());
            meetings(volume, source, items(volume.secret().items(), ""));
        }
        if (volume.downwardAPI() != null) {
            meetings(volume, "DownwardAPI", files(volume.downwardAPI().items(), ""));
        }
        if (volume.projected() != null) {
            projected(volume, volume.projected());
        }
    }

    private void projected(Volume volume, ProjectedVolumeSource projected) {
        var places = new ArrayList<Place>();
        for (var source : projected.sources()) {
            if (source.equals(NO_SOURCE)) {
                sentences.add("volume " + GoQuote.quote(volume.name()) + " (Projected) has no sources provided");
            } else {
                places.addAll(places(source));
            }
        }
        meetings(volume, "Projected", places);
    }

    private static List<Place> places(VolumeProjection source) {
        if (source.configMap() != null && !source.configMap().items().isEmpty()) {
            return items(
                    source.configMap().items(),
                    "ConfigMap " + GoQuote.quote(source.configMap().name()));
        }
        if (source.secret() != null && !source.secret().items().isEmpty()) {
            return items(
                    source.secret().items(),
                    "Secret " + GoQuote.quote(source.secret().name()));
        }
        if (source.downwardAPI() != null && !source.downwardAPI().items().isEmpty()) {
            return files(source.downwardAPI().items(), "DownwardAPI");
        }
        if (source.serviceAccountToken() != null) {
            return List.of(new Place(source.serviceAccountToken().path(), "ServiceAccountToken"));
        }
        var bundle = source.clusterTrustBundle();
        if (bundle != null) {
            String name = bundle.name() != null ? bundle.name() : String.valueOf(bundle.signerName());
            return List.of(new Place(bundle.path(), "ClusterTrustBundle " + GoQuote.quote(name)));
        }
        var certificate = source.podCertificate();
        return certificate == null
                ? List.of()
                : Stream.of(
                                new Place(certificate.certificateChainPath(), "PodCertificate chain"),
                                new Place(certificate.keyPath(), "PodCertificate key"),
                                new Place(certificate.credentialBundlePath(), "PodCertificate credential bundle"))
                        .filter(place -> !place.path().isEmpty())
                        .toList();
    }

    private static List<Place> items(List<KeyToPath> items, String source) {
        return items.stream().map(item -> new Place(item.path(), source)).toList();
    }

    private static List<Place> files(List<DownwardAPIVolumeFile> files, String source) {
        return files.stream().map(file -> new Place(file.path(), source)).toList();
    }

    /// Says which places meet one that came before them.
    private void meetings(Volume volume, String source, List<Place> places) {
        for (int i = 0; i < places.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (places.get(i).meets(places.get(j))) {
                    sentences.add("volume " + GoQuote.quote(volume.name()) + " (" + source + "): overlapping paths: "
                            + places.get(i) + " with " + places.get(j));
                }
            }
        }
    }
}
