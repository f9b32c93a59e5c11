package io.djong.apiserver.admission.serviceaccount;

import io.djong.api.types.core.v1.ConfigMapProjection;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.DownwardAPIProjection;
import io.djong.api.types.core.v1.DownwardAPIVolumeFile;
import io.djong.api.types.core.v1.KeyToPath;
import io.djong.api.types.core.v1.ObjectFieldSelector;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ProjectedVolumeSource;
import io.djong.api.types.core.v1.ServiceAccountTokenProjection;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeMount;
import io.djong.api.types.core.v1.VolumeProjection;
import io.djong.apiserver.resource.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The volume `kube-api-access-…` with token, namespace and certificate authority, and its mounts.
final class TokenVolume {
    private static final String PREFIX = "kube-api-access-";
    private static final String PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final String CA_MAP = "kube-root-ca.crt";
    private static final long TOKEN_SECONDS = 3_607;
    private static final int MODE = 0644;

    private final RandomGenerator random;

    TokenVolume(RandomGenerator random) {
        this.random = random;
    }

    /// The pod with the volume mounted into every container that has nothing of its own at that path.
    Pod mounted(Pod pod) {
        var name = existing(pod);
        var volume = name.isEmpty() ? Metadata.generateName(PREFIX, random) : name;
        var containers = mounted(pod.spec().containers(), volume);
        var initContainers = mounted(pod.spec().initContainers(), volume);
        var changed = !containers.equals(pod.spec().containers())
                || !initContainers.equals(pod.spec().initContainers());
        if (!changed) {
            return pod;
        }
        var spec = pod.spec().withContainers(containers).withInitContainers(initContainers);
        if (name.isEmpty()) {
            var volumes = new ArrayList<>(spec.volumes());
            volumes.add(volume(volume));
            spec = spec.withVolumes(volumes);
        }
        return pod.withSpec(spec);
    }

    private static String existing(Pod pod) {
        for (var volume : pod.spec().volumes()) {
            if (volume.name().startsWith(PREFIX)) {
                return volume.name();
            }
        }
        return "";
    }

    private static List<Container> mounted(List<Container> containers, String volume) {
        var mounted = new ArrayList<Container>(containers.size());
        for (var container : containers) {
            var free = container.volumeMounts().stream()
                    .noneMatch(mount -> mount.mountPath().equals(PATH));
            if (free) {
                var mounts = new ArrayList<>(container.volumeMounts());
                mounts.add(VolumeMount.EMPTY.withName(volume).withReadOnly(true).withMountPath(PATH));
                mounted.add(container.withVolumeMounts(mounts));
            } else {
                mounted.add(container);
            }
        }
        return mounted;
    }

    private static Volume volume(String name) {
        var token = VolumeProjection.EMPTY.withServiceAccountToken(ServiceAccountTokenProjection.EMPTY
                .withExpirationSeconds(TOKEN_SECONDS)
                .withPath("token"));
        var authority = VolumeProjection.EMPTY.withConfigMap(ConfigMapProjection.EMPTY
                .withName(CA_MAP)
                .withItems(List.of(KeyToPath.EMPTY.withKey("ca.crt").withPath("ca.crt"))));
        var namespace =
                VolumeProjection.EMPTY.withDownwardAPI(new DownwardAPIProjection(List.of(DownwardAPIVolumeFile.EMPTY
                        .withPath("namespace")
                        .withFieldRef(new ObjectFieldSelector("v1", "metadata.namespace")))));
        return Volume.EMPTY
                .withName(name)
                .withProjected(new ProjectedVolumeSource(List.of(token, authority, namespace), MODE));
    }
}
