package io.djong.kubelet.volumes;

import io.djong.api.types.core.v1.Container;
import io.djong.kubelet.cri.Mount;
import io.djong.kubelet.environment.ContainerConfigException;
import java.util.List;
import java.util.Map;

/// The volumes of one pod, set up, from which its containers' mounts are made.
public interface PodMounts {
    /// What the runtime mounts into a container: its volumes (whole or by path), `/etc/hosts`, and a new file for its
    /// termination message when it names one. Paths in volumes are made and pinned when this is called, so it is
    /// called once for each container that is created.
    ///
    /// @param environment the container's variables, for `subPathExpr`
    /// @param podIps the pod's addresses, for `/etc/hosts`; empty when there is none yet
    List<Mount> of(Container container, Map<String, String> environment, List<String> podIps)
            throws ContainerConfigException;
}
