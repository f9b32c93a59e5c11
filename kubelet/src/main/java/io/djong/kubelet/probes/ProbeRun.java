package io.djong.kubelet.probes;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Probe;

/// Runs a probe once.
interface ProbeRun {
    /// Blocks until the probe has answered or its timeout is over.
    ///
    /// @param container whose probe it is
    /// @param containerId the runtime's id
    /// @param podIp the pod's address; "" when it has none
    ProbeResult run(Probe probe, Container container, String containerId, String podIp) throws InterruptedException;
}
