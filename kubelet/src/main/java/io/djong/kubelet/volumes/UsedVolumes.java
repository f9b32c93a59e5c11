package io.djong.kubelet.volumes;

import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeMount;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The volumes of a pod that a container mounts or reads variables from. Others are not set up.
final class UsedVolumes {
    private UsedVolumes() {}

    /// In the pod's order.
    static List<Volume> of(Pod pod) {
        Set<String> names = new HashSet<>();
        var spec = pod.spec();
        spec.initContainers().forEach(c -> add(names, c.volumeMounts(), c.env()));
        spec.containers().forEach(c -> add(names, c.volumeMounts(), c.env()));
        spec.ephemeralContainers().forEach(c -> add(names, c.volumeMounts(), c.env()));
        return spec.volumes().stream()
                .filter(volume -> names.contains(volume.name()))
                .toList();
    }

    private static void add(Set<String> names, List<VolumeMount> mounts, List<EnvVar> variables) {
        mounts.forEach(mount -> names.add(mount.name()));
        for (EnvVar variable : variables) {
            var from = variable.valueFrom();
            if (from != null && from.fileKeyRef() != null) {
                names.add(from.fileKeyRef().volumeName());
            }
        }
    }
}
