package io.djong.kubelet.environment;

import io.djong.api.types.core.v1.Container;
import java.util.List;
import java.util.SortedMap;

/// The environments of one pod's containers.
public interface ContainerEnvironments {
    /// The variables of a container, by name: everything the pod says, and then services' variables that nothing in
    /// the pod replaces. Read anew at each call, so a restarted container sees changed ConfigMaps.
    ///
    /// @param podIps the pod's addresses; empty before its sandbox is up
    SortedMap<String, String> of(Container container, List<String> podIps)
            throws ContainerConfigException, InterruptedException;
}
