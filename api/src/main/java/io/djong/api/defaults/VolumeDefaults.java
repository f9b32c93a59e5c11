package io.djong.api.defaults;

import io.djong.api.types.core.v1.AzureDiskVolumeSource;
import io.djong.api.types.core.v1.DownwardAPIVolumeFile;
import io.djong.api.types.core.v1.EmptyDirVolumeSource;
import io.djong.api.types.core.v1.PersistentVolumeClaimSpec;
import io.djong.api.types.core.v1.ProjectedVolumeSource;
import io.djong.api.types.core.v1.RBDVolumeSource;
import io.djong.api.types.core.v1.ScaleIOVolumeSource;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeProjection;

/// Volumes of a pod.
final class VolumeDefaults {
    private static final int FILE_MODE = 0644;
    private static final long TOKEN_SECONDS = 3600;

    private VolumeDefaults() {}

    static Volume apply(Volume given) {
        var volume = given;
        if (volume.equals(Volume.EMPTY.withName(volume.name()))) {
            volume = volume.withEmptyDir(EmptyDirVolumeSource.EMPTY);
        }
        if (volume.image() != null && volume.image().pullPolicy().isEmpty()) {
            var image = volume.image();
            volume = volume.withImage(image.withPullPolicy(ContainerDefaults.pullPolicy(image.reference())));
        }
        if (volume.hostPath() != null && volume.hostPath().type() == null) {
            volume = volume.withHostPath(volume.hostPath().withType(""));
        }
        if (volume.secret() != null && volume.secret().defaultMode() == null) {
            volume = volume.withSecret(volume.secret().withDefaultMode(FILE_MODE));
        }
        if (volume.configMap() != null && volume.configMap().defaultMode() == null) {
            volume = volume.withConfigMap(volume.configMap().withDefaultMode(FILE_MODE));
        }
        if (volume.downwardAPI() != null) {
            var source = volume.downwardAPI();
            if (source.defaultMode() == null) {
                source = source.withDefaultMode(FILE_MODE);
            }
            volume = volume.withDownwardAPI(source.withItems(Mapped.list(source.items(), VolumeDefaults::file)));
        }
        if (volume.projected() != null) {
            volume = volume.withProjected(projected(volume.projected()));
        }
        if (volume.ephemeral() != null && volume.ephemeral().volumeClaimTemplate() != null) {
            var template = volume.ephemeral().volumeClaimTemplate();
            volume = volume.withEphemeral(
                    volume.ephemeral().withVolumeClaimTemplate(template.withSpec(claim(template.spec()))));
        }
        return older(volume);
    }

    /// Sources of drivers that are no longer in the tree; their defaults stay.
    private static Volume older(Volume given) {
        var volume = given;
        if (volume.iscsi() != null && volume.iscsi().iscsiInterface().isEmpty()) {
            volume = volume.withIscsi(volume.iscsi().withIscsiInterface("default"));
        }
        if (volume.rbd() != null) {
            volume = volume.withRbd(rbd(volume.rbd()));
        }
        if (volume.azureDisk() != null) {
            volume = volume.withAzureDisk(azureDisk(volume.azureDisk()));
        }
        return volume.scaleIO() == null ? volume : volume.withScaleIO(scaleIO(volume.scaleIO()));
    }

    private static RBDVolumeSource rbd(RBDVolumeSource given) {
        var source = given.pool().isEmpty() ? given.withPool("rbd") : given;
        source = source.user().isEmpty() ? source.withUser("admin") : source;
        return source.keyring().isEmpty() ? source.withKeyring("/etc/ceph/keyring") : source;
    }

    static AzureDiskVolumeSource azureDisk(AzureDiskVolumeSource given) {
        var source = given.cachingMode() == null ? given.withCachingMode("ReadWrite") : given;
        source = source.kind() == null ? source.withKind("Shared") : source;
        source = source.fsType() == null ? source.withFsType("ext4") : source;
        return source.readOnly() == null ? source.withReadOnly(false) : source;
    }

    private static ScaleIOVolumeSource scaleIO(ScaleIOVolumeSource given) {
        var source = given.storageMode().isEmpty() ? given.withStorageMode("ThinProvisioned") : given;
        return source.fsType().isEmpty() ? source.withFsType("xfs") : source;
    }

    private static DownwardAPIVolumeFile file(DownwardAPIVolumeFile file) {
        return file.fieldRef() == null ? file : file.withFieldRef(ContainerDefaults.field(file.fieldRef()));
    }

    private static ProjectedVolumeSource projected(ProjectedVolumeSource given) {
        var source = given.defaultMode() == null ? given.withDefaultMode(FILE_MODE) : given;
        return source.withSources(Mapped.list(source.sources(), VolumeDefaults::projection));
    }

    private static VolumeProjection projection(VolumeProjection given) {
        var projection = given;
        if (projection.downwardAPI() != null) {
            var items = Mapped.list(projection.downwardAPI().items(), VolumeDefaults::file);
            projection = projection.withDownwardAPI(projection.downwardAPI().withItems(items));
        }
        var token = projection.serviceAccountToken();
        return token == null || token.expirationSeconds() != null
                ? projection
                : projection.withServiceAccountToken(token.withExpirationSeconds(TOKEN_SECONDS));
    }

    static PersistentVolumeClaimSpec claim(PersistentVolumeClaimSpec given) {
        var spec = given.volumeMode() == null ? given.withVolumeMode("Filesystem") : given;
        var resources = spec.resources();
        return spec.withResources(resources
                .withLimits(ResourceDefaults.rounded(resources.limits()))
                .withRequests(ResourceDefaults.rounded(resources.requests())));
    }
}
