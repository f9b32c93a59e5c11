package io.djong.kubelet.volumes;

import java.nio.file.Path;

/// Where the kubelet keeps what belongs to pods, with upstream's names.
///
/// @param root `/var/lib/kubelet`; absolute and without symbolic links in it
public record VolumeFolders(Path root) {
    /// The folder of all pods.
    public Path pods() {
        return root.resolve("pods");
    }

    /// Everything of one pod.
    public Path pod(String uid) {
        Path pod = pods().resolve(uid);
        if (uid.isEmpty() || !pods().equals(pod.normalize().getParent())) {
            throw new IllegalArgumentException("not a pod's uid: " + uid);
        }
        return pod;
    }

    /// The contents of a volume.
    ///
    /// @param kind such as `empty-dir`, `configmap`
    public Path volume(String uid, String kind, String name) {
        return pod(uid).resolve("volumes").resolve("kubernetes.io~" + kind).resolve(name);
    }

    /// There when a volume was set up whole, also by a run before this one.
    Path ready(String uid, String kind, String name) {
        return pod(uid).resolve("plugins")
                .resolve("kubernetes.io~" + kind)
                .resolve(name)
                .resolve("ready");
    }

    /// Where a path in a volume is pinned for a container.
    Path subPath(String uid, String volume, String container, int index) {
        return pod(uid).resolve("volume-subpaths")
                .resolve(volume)
                .resolve(container)
                .resolve(Integer.toString(index));
    }

    /// The folder of a container's termination messages.
    public Path container(String uid, String container) {
        return pod(uid).resolve("containers").resolve(container);
    }

    /// The pod's `/etc/hosts`.
    public Path hostsFile(String uid) {
        return pod(uid).resolve("etc-hosts");
    }
}
