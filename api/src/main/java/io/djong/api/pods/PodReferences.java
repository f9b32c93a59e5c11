package io.djong.api.pods;

import io.djong.api.types.core.v1.EnvFromSource;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeProjection;
import java.util.SortedSet;
import java.util.TreeSet;

/// The Secrets and ConfigMaps that a pod names anywhere: in variables, in volumes of every kind, and for
/// pulling its images. These are what a node that runs the pod may read.
///
/// @param secrets by name, all in the pod's namespace
/// @param configMaps by name, all in the pod's namespace
public record PodReferences(SortedSet<String> secrets, SortedSet<String> configMaps) {
    /// What this pod names.
    public static PodReferences of(Pod pod) {
        var found = new PodReferences(new TreeSet<>(), new TreeSet<>());
        var spec = pod.spec();
        spec.imagePullSecrets().forEach(secret -> found.secrets.add(secret.name()));
        for (var container : spec.initContainers()) {
            found.variables(container.envFrom(), container.env());
        }
        for (var container : spec.containers()) {
            found.variables(container.envFrom(), container.env());
        }
        for (var container : spec.ephemeralContainers()) {
            found.variables(container.envFrom(), container.env());
        }
        spec.volumes().forEach(found::volume);
        found.secrets.remove("");
        found.configMaps.remove("");
        return found;
    }

    private void variables(Iterable<EnvFromSource> sources, Iterable<EnvVar> variables) {
        for (var source : sources) {
            if (source.secretRef() != null) {
                secrets.add(source.secretRef().name());
            }
            if (source.configMapRef() != null) {
                configMaps.add(source.configMapRef().name());
            }
        }
        for (var variable : variables) {
            var from = variable.valueFrom();
            if (from != null && from.secretKeyRef() != null) {
                secrets.add(from.secretKeyRef().name());
            }
            if (from != null && from.configMapKeyRef() != null) {
                configMaps.add(from.configMapKeyRef().name());
            }
        }
    }

    private void volume(Volume volume) {
        if (volume.secret() != null) {
            secrets.add(volume.secret().secretName());
        }
        if (volume.configMap() != null) {
            configMaps.add(volume.configMap().name());
        }
        if (volume.projected() != null) {
            volume.projected().sources().forEach(this::projected);
        }
        driverSecret(volume);
    }

    private void projected(VolumeProjection source) {
        if (source.secret() != null) {
            secrets.add(source.secret().name());
        }
        if (source.configMap() != null) {
            configMaps.add(source.configMap().name());
        }
    }

    /// The Secret with which a volume of some storage system is mounted.
    private void driverSecret(Volume volume) {
        if (volume.azureFile() != null) {
            secrets.add(volume.azureFile().secretName());
        }
        if (volume.cephfs() != null && volume.cephfs().secretRef() != null) {
            secrets.add(volume.cephfs().secretRef().name());
        }
        if (volume.cinder() != null && volume.cinder().secretRef() != null) {
            secrets.add(volume.cinder().secretRef().name());
        }
        if (volume.flexVolume() != null && volume.flexVolume().secretRef() != null) {
            secrets.add(volume.flexVolume().secretRef().name());
        }
        if (volume.rbd() != null && volume.rbd().secretRef() != null) {
            secrets.add(volume.rbd().secretRef().name());
        }
        if (volume.scaleIO() != null && volume.scaleIO().secretRef() != null) {
            secrets.add(volume.scaleIO().secretRef().name());
        }
        if (volume.iscsi() != null && volume.iscsi().secretRef() != null) {
            secrets.add(volume.iscsi().secretRef().name());
        }
        if (volume.storageos() != null && volume.storageos().secretRef() != null) {
            secrets.add(volume.storageos().secretRef().name());
        }
        if (volume.csi() != null && volume.csi().nodePublishSecretRef() != null) {
            secrets.add(volume.csi().nodePublishSecretRef().name());
        }
    }
}
