package io.djong.kubelet.references;

import io.djong.api.types.core.v1.EnvFromSource;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Volume;
import java.util.SortedSet;
import java.util.TreeSet;

/// The ConfigMaps and Secrets that a pod names anywhere: in variables, volumes, and for pulling its images.
///
/// @param configMaps by name, all in the pod's namespace
/// @param secrets by name, all in the pod's namespace
record PodReferences(SortedSet<String> configMaps, SortedSet<String> secrets) {
    static PodReferences of(Pod pod) {
        var found = new PodReferences(new TreeSet<>(), new TreeSet<>());
        var spec = pod.spec();
        spec.imagePullSecrets().forEach(secret -> found.secrets.add(secret.name()));
        spec.volumes().forEach(found::add);
        for (var container : spec.initContainers()) {
            found.add(container.envFrom(), container.env());
        }
        for (var container : spec.containers()) {
            found.add(container.envFrom(), container.env());
        }
        for (var container : spec.ephemeralContainers()) {
            found.add(container.envFrom(), container.env());
        }
        found.secrets.remove("");
        found.configMaps.remove("");
        return found;
    }

    private void add(Volume volume) {
        if (volume.configMap() != null) {
            configMaps.add(volume.configMap().name());
        }
        if (volume.secret() != null) {
            secrets.add(volume.secret().secretName());
        }
        var projected = volume.projected();
        if (projected != null) {
            for (var source : projected.sources()) {
                if (source.configMap() != null) {
                    configMaps.add(source.configMap().name());
                }
                if (source.secret() != null) {
                    secrets.add(source.secret().name());
                }
            }
        }
    }

    private void add(Iterable<EnvFromSource> sources, Iterable<EnvVar> variables) {
        for (var source : sources) {
            if (source.configMapRef() != null) {
                configMaps.add(source.configMapRef().name());
            }
            if (source.secretRef() != null) {
                secrets.add(source.secretRef().name());
            }
        }
        for (var variable : variables) {
            var from = variable.valueFrom();
            if (from == null) {
                continue;
            }
            if (from.configMapKeyRef() != null) {
                configMaps.add(from.configMapKeyRef().name());
            }
            if (from.secretKeyRef() != null) {
                secrets.add(from.secretKeyRef().name());
            }
        }
    }
}
