package io.djong.cluster.node;

import io.djong.base.time.Environment;
import io.djong.kubelet.cri.PodSandbox;
import io.djong.kubelet.cri.PodSandboxFilter;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All containers of a runtime at once, for those who take a cluster down.
public final class Containers {
    private final Environment environment;
    private final Path socketFile;

    /// @param socketFile the runtime's
    public Containers(Environment environment, Path socketFile) {
        this.environment = environment;
        this.socketFile = socketFile;
    }

    /// Stops every pod's containers, each with the time that it was given to end, all at once.
    ///
    /// @param removed whether they are taken away, too
    /// @return what went wrong, one sentence each
    public List<String> stopAll(boolean removed) throws InterruptedException {
        try (var socket = RpcSocket.open(environment, socketFile)) {
            var service = new RuntimeService(socket);
            var problems = new ArrayList<String>();
            for (PodSandbox sandbox : service.sandboxes(PodSandboxFilter.EMPTY)) {
                try {
                    service.stopSandbox(sandbox.id());
                    if (removed) {
                        service.removeSandbox(sandbox.id());
                    }
                } catch (RpcException e) {
                    problems.add("sandbox " + sandbox.id() + " could not be stopped: " + e.getMessage());
                }
            }
            return problems;
        } catch (RpcException e) {
            return List.of("the container runtime at " + socketFile + " does not answer: " + e.getMessage());
        }
    }
}
