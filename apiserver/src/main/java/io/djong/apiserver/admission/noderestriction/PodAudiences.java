package io.djong.apiserver.admission.noderestriction;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PersistentVolumeSpec;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.apiserver.cache.CacheSource;
import java.util.ArrayList;

/// For whom the tokens are that a pod's volumes need: by token volumes themselves, and by the drivers of
/// its storage.
final class PodAudiences {
    private final CacheSource caches;

    PodAudiences(CacheSource caches) {
        this.caches = caches;
    }

    /// @param problem what could not be found on the way to an answer, "" when all was
    record Found(boolean named, String problem) {}

    /// Whether a volume of the pod needs tokens for this audience.
    Found names(Pod pod, String audience) {
        var problems = new ArrayList<String>(0);
        for (var volume : pod.spec().volumes()) {
            if (projects(volume, audience)) {
                return new Found(true, "");
            }
            try {
                var driver = driver(pod, volume);
                if (!driver.isEmpty() && asks(driver, audience)) {
                    return new Found(true, "");
                }
            } catch (Missing e) {
                var problem = String.valueOf(e.getMessage());
                if (!problems.contains(problem)) {
                    problems.add(problem);
                }
            }
        }
        var all = String.join(", ", problems);
        return new Found(false, problems.size() > 1 ? "[" + all + "]" : all);
    }

    private static boolean projects(Volume volume, String audience) {
        var projected = volume.projected();
        if (projected == null) {
            return false;
        }
        for (var source : projected.sources()) {
            var token = source.serviceAccountToken();
            if (token != null && token.audience().equals(audience)) {
                return true;
            }
        }
        return false;
    }

    /// The storage driver behind a volume, "" when it has none.
    private String driver(Pod pod, Volume volume) throws Missing {
        if (volume.ephemeral() != null && volume.ephemeral().volumeClaimTemplate() != null) {
            return ofClaim(pod.metadata().namespace(), pod.metadata().name() + "-" + volume.name());
        }
        if (volume.persistentVolumeClaim() != null) {
            return ofClaim(
                    pod.metadata().namespace(), volume.persistentVolumeClaim().claimName());
        }
        if (volume.csi() != null) {
            return volume.csi().driver();
        }
        return migrated(
                volume.gcePersistentDisk() != null,
                volume.awsElasticBlockStore() != null,
                volume.cinder() != null,
                volume.azureDisk() != null,
                volume.azureFile() != null,
                volume.vsphereVolume() != null,
                volume.portworxVolume() != null);
    }

    private String ofClaim(String namespace, String name) throws Missing {
        var claim = caches.object(CoreV1.PERSISTENT_VOLUME_CLAIMS, namespace + "/" + name);
        if (claim == null) {
            throw new Missing("persistentvolumeclaim", name);
        }
        var volume = caches.object(CoreV1.PERSISTENT_VOLUMES, claim.spec().volumeName());
        if (volume == null) {
            throw new Missing("persistentvolume", claim.spec().volumeName());
        }
        return ofVolume(volume.spec());
    }

    private static String ofVolume(PersistentVolumeSpec spec) {
        if (spec.csi() != null) {
            return spec.csi().driver();
        }
        return migrated(
                spec.gcePersistentDisk() != null,
                spec.awsElasticBlockStore() != null,
                spec.cinder() != null,
                spec.azureDisk() != null,
                spec.azureFile() != null,
                spec.vsphereVolume() != null,
                spec.portworxVolume() != null);
    }

    /// The driver that took the place of a volume type.
    private static String migrated(
            boolean googleDisk,
            boolean amazonDisk,
            boolean cinder,
            boolean azureDisk,
            boolean azureFile,
            boolean vsphere,
            boolean portworx) {
        if (googleDisk) return "pd.csi.storage.gke.io";
        if (amazonDisk) return "ebs.csi.aws.com";
        if (cinder) return "cinder.csi.openstack.org";
        if (azureDisk) return "disk.csi.azure.com";
        if (azureFile) return "file.csi.azure.com";
        if (vsphere) return "csi.vsphere.vmware.com";
        return portworx ? "pxd.portworx.com" : "";
    }

    private boolean asks(String driver, String audience) throws Missing {
        var known = caches.object(StorageV1.CSI_DRIVERS, driver);
        if (known == null) {
            throw new Missing("csidriver.storage.k8s.io", driver);
        }
        return known.spec().tokenRequests().stream()
                .anyMatch(request -> request.audience().equals(audience));
    }

    /// An object on the way is not there.
    private static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String kind, String name) {
            super(kind + " \"" + name + "\" not found");
        }
    }
}
