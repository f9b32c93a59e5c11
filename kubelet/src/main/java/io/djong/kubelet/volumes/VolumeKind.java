package io.djong.kubelet.volumes;

import io.djong.api.types.core.v1.Volume;

/// What a volume is, as far as this kubelet knows it.
///
/// @param name of the field in the API: `configMap`, `nfs`
/// @param folder in the folder's name: `kubernetes.io~configmap`; "" for what has none there
/// @param state what is done for it
record VolumeKind(String name, String folder, State state) {
    enum State {
        /// Files that the kubelet writes, on disk.
        FILES,
        /// Files that the kubelet writes, in memory.
        PRIVATE_FILES,
        EMPTY,
        NODE_PATH,
        /// The container runtime mounts it.
        IMAGE,
        UNKNOWN
    }

    static VolumeKind of(Volume volume) {
        if (volume.configMap() != null) {
            return new VolumeKind("configMap", "configmap", State.FILES);
        }
        if (volume.secret() != null) {
            return new VolumeKind("secret", "secret", State.PRIVATE_FILES);
        }
        if (volume.projected() != null) {
            return new VolumeKind("projected", "projected", State.PRIVATE_FILES);
        }
        if (volume.downwardAPI() != null) {
            return new VolumeKind("downwardAPI", "downward-api", State.PRIVATE_FILES);
        }
        if (volume.emptyDir() != null) {
            return new VolumeKind("emptyDir", "empty-dir", State.EMPTY);
        }
        if (volume.hostPath() != null) {
            return new VolumeKind("hostPath", "", State.NODE_PATH);
        }
        if (volume.image() != null) {
            return new VolumeKind("image", "", State.IMAGE);
        }
        return new VolumeKind(otherName(volume), "", State.UNKNOWN);
    }

    private static String otherName(Volume volume) {
        if (volume.persistentVolumeClaim() != null) {
            return "persistentVolumeClaim";
        }
        if (volume.csi() != null) {
            return "csi";
        }
        if (volume.ephemeral() != null) {
            return "ephemeral";
        }
        if (volume.nfs() != null) {
            return "nfs";
        }
        if (volume.iscsi() != null) {
            return "iscsi";
        }
        if (volume.fc() != null) {
            return "fc";
        }
        if (volume.flexVolume() != null) {
            return "flexVolume";
        }
        if (volume.gitRepo() != null) {
            return "gitRepo";
        }
        return otherCloudName(volume);
    }

    private static String otherCloudName(Volume volume) {
        if (volume.gcePersistentDisk() != null) {
            return "gcePersistentDisk";
        }
        if (volume.awsElasticBlockStore() != null) {
            return "awsElasticBlockStore";
        }
        if (volume.azureDisk() != null) {
            return "azureDisk";
        }
        if (volume.azureFile() != null) {
            return "azureFile";
        }
        if (volume.cephfs() != null) {
            return "cephfs";
        }
        if (volume.rbd() != null) {
            return "rbd";
        }
        if (volume.cinder() != null) {
            return "cinder";
        }
        if (volume.glusterfs() != null) {
            return "glusterfs";
        }
        if (volume.portworxVolume() != null) {
            return "portworxVolume";
        }
        return volume.vsphereVolume() != null ? "vsphereVolume" : "of a kind that is gone from Kubernetes";
    }
}
