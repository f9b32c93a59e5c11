package io.djong.kubelet.volumes;

import io.djong.api.types.core.v1.Container;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.Mount;
import io.djong.kubelet.environment.ContainerConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The volumes of one pod, set up, from which its containers' mounts are made.
public interface PodMounts {
    /// What the runtime mounts into a container: its volumes (whole or by path), `/etc/hosts`, and a new file for its
    /// termination message when it names one. Paths in volumes are made and pinned when this is called, so it is
    /// called once for each container that is created.
    ///
    /// @param environment the container's variables, for `subPathExpr`
    /// @param podIps the pod's addresses, for `/etc/hosts`; empty when there is none yet
    /// @param imageVolumes the images, pulled already, of the pod's volumes of kind `image`, by volume
    List<Mount> of(
            Container container,
            Map<String, String> environment,
            List<String> podIps,
            Map<String, ImageSpec> imageVolumes)
            throws ContainerConfigException;

    /// The mounts of a container in a pod without volumes of kind `image`.
    default List<Mount> of(Container container, Map<String, String> environment, List<String> podIps)
            throws ContainerConfigException {
        return of(container, environment, podIps, Map.of());
    }

    /// Where on the node a volume of the pod is; empty for one that nobody uses and for an image.
    Optional<Path> hostPath(String volume);
}
