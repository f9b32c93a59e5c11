package io.djong.kubelet.probes;

import io.djong.kubelet.cri.ExecSyncResponse;
import io.djong.kubelet.runtime.rpc.RpcException;
import java.time.Duration;
import java.util.List;

/// Runs commands in containers: what probes need of the runtime.
@FunctionalInterface
public interface ContainerCommands {
    /// Waits for the command's end.
    ///
    /// @param containerId the runtime's
    /// @param timeout after which the runtime kills the command
    ExecSyncResponse run(String containerId, List<String> command, Duration timeout)
            throws RpcException, InterruptedException;
}
