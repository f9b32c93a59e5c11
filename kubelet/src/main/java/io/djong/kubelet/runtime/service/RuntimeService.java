package io.djong.kubelet.runtime.service;

import io.djong.kubelet.cri.AttachRequest;
import io.djong.kubelet.cri.AttachResponse;
import io.djong.kubelet.cri.Container;
import io.djong.kubelet.cri.ContainerConfig;
import io.djong.kubelet.cri.ContainerEventResponse;
import io.djong.kubelet.cri.ContainerFilter;
import io.djong.kubelet.cri.ContainerStats;
import io.djong.kubelet.cri.ContainerStatsRequest;
import io.djong.kubelet.cri.ContainerStatsResponse;
import io.djong.kubelet.cri.ContainerStatus;
import io.djong.kubelet.cri.ContainerStatusRequest;
import io.djong.kubelet.cri.ContainerStatusResponse;
import io.djong.kubelet.cri.CreateContainerRequest;
import io.djong.kubelet.cri.CreateContainerResponse;
import io.djong.kubelet.cri.ExecRequest;
import io.djong.kubelet.cri.ExecResponse;
import io.djong.kubelet.cri.ExecSyncRequest;
import io.djong.kubelet.cri.ExecSyncResponse;
import io.djong.kubelet.cri.GetEventsRequest;
import io.djong.kubelet.cri.LinuxContainerResources;
import io.djong.kubelet.cri.ListContainerStatsRequest;
import io.djong.kubelet.cri.ListContainerStatsResponse;
import io.djong.kubelet.cri.ListContainersRequest;
import io.djong.kubelet.cri.ListContainersResponse;
import io.djong.kubelet.cri.ListPodSandboxRequest;
import io.djong.kubelet.cri.ListPodSandboxResponse;
import io.djong.kubelet.cri.ListPodSandboxStatsRequest;
import io.djong.kubelet.cri.ListPodSandboxStatsResponse;
import io.djong.kubelet.cri.NetworkConfig;
import io.djong.kubelet.cri.PodSandbox;
import io.djong.kubelet.cri.PodSandboxConfig;
import io.djong.kubelet.cri.PodSandboxFilter;
import io.djong.kubelet.cri.PodSandboxStats;
import io.djong.kubelet.cri.PodSandboxStatus;
import io.djong.kubelet.cri.PodSandboxStatusRequest;
import io.djong.kubelet.cri.PodSandboxStatusResponse;
import io.djong.kubelet.cri.PortForwardRequest;
import io.djong.kubelet.cri.PortForwardResponse;
import io.djong.kubelet.cri.RemoveContainerRequest;
import io.djong.kubelet.cri.RemoveContainerResponse;
import io.djong.kubelet.cri.RemovePodSandboxRequest;
import io.djong.kubelet.cri.RemovePodSandboxResponse;
import io.djong.kubelet.cri.ReopenContainerLogRequest;
import io.djong.kubelet.cri.ReopenContainerLogResponse;
import io.djong.kubelet.cri.RunPodSandboxRequest;
import io.djong.kubelet.cri.RunPodSandboxResponse;
import io.djong.kubelet.cri.RuntimeConfig;
import io.djong.kubelet.cri.RuntimeServiceMethods;
import io.djong.kubelet.cri.StartContainerRequest;
import io.djong.kubelet.cri.StartContainerResponse;
import io.djong.kubelet.cri.StatusRequest;
import io.djong.kubelet.cri.StatusResponse;
import io.djong.kubelet.cri.StopContainerRequest;
import io.djong.kubelet.cri.StopContainerResponse;
import io.djong.kubelet.cri.StopPodSandboxRequest;
import io.djong.kubelet.cri.StopPodSandboxResponse;
import io.djong.kubelet.cri.UpdateContainerResourcesRequest;
import io.djong.kubelet.cri.UpdateContainerResourcesResponse;
import io.djong.kubelet.cri.UpdateRuntimeConfigRequest;
import io.djong.kubelet.cri.UpdateRuntimeConfigResponse;
import io.djong.kubelet.cri.VersionRequest;
import io.djong.kubelet.cri.VersionResponse;
import io.djong.kubelet.runtime.rpc.RpcCode;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import io.djong.kubelet.runtime.rpc.RpcStream;
import java.time.Duration;
import java.util.List;

/// The runtime's sandboxes and containers (CRI `RuntimeService`).
///
/// Calls block their thread; an interrupt ends the call. Safe for use by several threads. What the
/// runtime refuses, or does not answer in time, is an [RpcException] whose message is the one that
/// upstream's kubelet would show.
public final class RuntimeService {
    /// How long an ordinary call may take: upstream's `runtimeRequestTimeout`.
    public static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration UNLIMITED = Duration.ofDays(365);

    private final RpcSocket socket;

    /// @param socket the runtime's, which stays open
    public RuntimeService(RpcSocket socket) {
        this.socket = socket;
    }

    /// Who the runtime is.
    public VersionResponse version() throws RpcException, InterruptedException {
        var request = VersionRequest.EMPTY.withVersion("0.1.0");
        return socket.call(RuntimeServiceMethods.VERSION, request.toBytes(), VersionResponse::parse, LIMIT);
    }

    /// Whether the runtime and its network are ready.
    ///
    /// @param verbose whether `info` is filled in
    public StatusResponse status(boolean verbose) throws RpcException, InterruptedException {
        var request = new StatusRequest(verbose);
        return socket.call(RuntimeServiceMethods.STATUS, request.toBytes(), StatusResponse::parse, LIMIT);
    }

    /// Makes and starts a pod's sandbox.
    ///
    /// @param runtimeHandler of the pod's runtime class, "" for the default
    /// @return its id
    public String runSandbox(PodSandboxConfig config, String runtimeHandler) throws RpcException, InterruptedException {
        var request = new RunPodSandboxRequest(config, runtimeHandler);
        var answer = socket.call(
                RuntimeServiceMethods.RUN_POD_SANDBOX,
                request.toBytes(),
                RunPodSandboxResponse::parse,
                LIMIT.multipliedBy(2));
        return named(answer.podSandboxId(), "PodSandboxId is not set for sandbox");
    }

    /// Stops a sandbox and whatever still runs in it; does nothing when it is stopped or gone.
    public void stopSandbox(String id) throws RpcException, InterruptedException {
        var request = new StopPodSandboxRequest(id);
        socket.call(RuntimeServiceMethods.STOP_POD_SANDBOX, request.toBytes(), StopPodSandboxResponse::parse, LIMIT);
    }

    /// Removes a sandbox with its containers.
    public void removeSandbox(String id) throws RpcException, InterruptedException {
        var request = new RemovePodSandboxRequest(id);
        socket.call(
                RuntimeServiceMethods.REMOVE_POD_SANDBOX, request.toBytes(), RemovePodSandboxResponse::parse, LIMIT);
    }

    /// One sandbox.
    public PodSandboxStatus sandboxStatus(String id) throws RpcException, InterruptedException {
        var status = sandboxStatus(id, false).status();
        if (status == null) {
            throw new RpcException(RpcCode.INTERNAL, "pod sandbox status is nil");
        }
        return status;
    }

    /// One sandbox, with what the runtime tells besides.
    ///
    /// @param verbose whether `info` is filled in
    public PodSandboxStatusResponse sandboxStatus(String id, boolean verbose)
            throws RpcException, InterruptedException {
        var request = new PodSandboxStatusRequest(id, verbose);
        return socket.call(
                RuntimeServiceMethods.POD_SANDBOX_STATUS, request.toBytes(), PodSandboxStatusResponse::parse, LIMIT);
    }

    /// The sandboxes that the filter lets through.
    public List<PodSandbox> sandboxes(PodSandboxFilter filter) throws RpcException, InterruptedException {
        var request = ListPodSandboxRequest.EMPTY.withFilter(filter);
        return socket.call(
                        RuntimeServiceMethods.LIST_POD_SANDBOX, request.toBytes(), ListPodSandboxResponse::parse, LIMIT)
                .items();
    }

    /// Makes a container in a sandbox.
    ///
    /// @return its id
    public String createContainer(String sandboxId, ContainerConfig config, PodSandboxConfig sandbox)
            throws RpcException, InterruptedException {
        var request = new CreateContainerRequest(sandboxId, config, sandbox);
        var answer = socket.call(
                RuntimeServiceMethods.CREATE_CONTAINER, request.toBytes(), CreateContainerResponse::parse, LIMIT);
        return named(answer.containerId(), "ContainerId is not set for container");
    }

    /// Starts a container that was made.
    public void startContainer(String id) throws RpcException, InterruptedException {
        var request = new StartContainerRequest(id);
        socket.call(RuntimeServiceMethods.START_CONTAINER, request.toBytes(), StartContainerResponse::parse, LIMIT);
    }

    /// Sends a container its stop signal, and kills it after the grace period; does nothing when it has ended.
    public void stopContainer(String id, Duration grace) throws RpcException, InterruptedException {
        var request = new StopContainerRequest(id, grace.toSeconds());
        socket.call(
                RuntimeServiceMethods.STOP_CONTAINER,
                request.toBytes(),
                StopContainerResponse::parse,
                LIMIT.plus(grace));
    }

    /// Removes a container; one that runs is killed.
    public void removeContainer(String id) throws RpcException, InterruptedException {
        var request = new RemoveContainerRequest(id);
        socket.call(RuntimeServiceMethods.REMOVE_CONTAINER, request.toBytes(), RemoveContainerResponse::parse, LIMIT);
    }

    /// The containers that the filter lets through.
    public List<Container> containers(ContainerFilter filter) throws RpcException, InterruptedException {
        var request = ListContainersRequest.EMPTY.withFilter(filter);
        return socket.call(
                        RuntimeServiceMethods.LIST_CONTAINERS, request.toBytes(), ListContainersResponse::parse, LIMIT)
                .containers();
    }

    /// One container.
    public ContainerStatus containerStatus(String id) throws RpcException, InterruptedException {
        var request = new ContainerStatusRequest(id, false);
        var status = socket.call(
                        RuntimeServiceMethods.CONTAINER_STATUS,
                        request.toBytes(),
                        ContainerStatusResponse::parse,
                        LIMIT)
                .status();
        if (status == null) {
            throw new RpcException(RpcCode.INTERNAL, "container status is nil");
        }
        return status;
    }

    /// Changes what a container may use.
    public void updateResources(String id, LinuxContainerResources resources)
            throws RpcException, InterruptedException {
        var request = UpdateContainerResourcesRequest.EMPTY.withContainerId(id).withLinux(resources);
        socket.call(
                RuntimeServiceMethods.UPDATE_CONTAINER_RESOURCES,
                request.toBytes(),
                UpdateContainerResourcesResponse::parse,
                LIMIT);
    }

    /// Tells the runtime to write a container's log to a file newly opened, after the old one was moved away.
    public void reopenLog(String id) throws RpcException, InterruptedException {
        var request = new ReopenContainerLogRequest(id);
        socket.call(
                RuntimeServiceMethods.REOPEN_CONTAINER_LOG,
                request.toBytes(),
                ReopenContainerLogResponse::parse,
                LIMIT);
    }

    /// Runs a command in a container and waits for its end.
    ///
    /// @param timeout after which the runtime kills the command and the call fails with
    ///     [RpcCode#DEADLINE_EXCEEDED], in whole seconds; zero for none
    public ExecSyncResponse execSync(String id, List<String> command, Duration timeout)
            throws RpcException, InterruptedException {
        var request = new ExecSyncRequest(id, command, timeout.toSeconds());
        var limit = timeout.isZero() ? UNLIMITED : timeout.plus(LIMIT);
        return socket.call(RuntimeServiceMethods.EXEC_SYNC, request.toBytes(), ExecSyncResponse::parse, limit);
    }

    /// Prepares a command with streams.
    ///
    /// @return where to connect to
    public String exec(ExecRequest request) throws RpcException, InterruptedException {
        var answer = socket.call(RuntimeServiceMethods.EXEC, request.toBytes(), ExecResponse::parse, LIMIT);
        return named(answer.url(), "URL is not set");
    }

    /// Prepares streams to a container's first process.
    ///
    /// @return where to connect to
    public String attach(AttachRequest request) throws RpcException, InterruptedException {
        var answer = socket.call(RuntimeServiceMethods.ATTACH, request.toBytes(), AttachResponse::parse, LIMIT);
        return named(answer.url(), "URL is not set");
    }

    /// Prepares connections to ports of a sandbox.
    ///
    /// @return where to connect to
    public String portForward(PortForwardRequest request) throws RpcException, InterruptedException {
        var answer =
                socket.call(RuntimeServiceMethods.PORT_FORWARD, request.toBytes(), PortForwardResponse::parse, LIMIT);
        return named(answer.url(), "URL is not set");
    }

    /// What one container uses.
    public ContainerStats containerStats(String id) throws RpcException, InterruptedException {
        var request = new ContainerStatsRequest(id);
        var stats = socket.call(
                        RuntimeServiceMethods.CONTAINER_STATS, request.toBytes(), ContainerStatsResponse::parse, LIMIT)
                .stats();
        return stats == null ? ContainerStats.EMPTY : stats;
    }

    /// What the running containers use.
    public List<ContainerStats> containerStats() throws RpcException, InterruptedException {
        return socket.call(
                        RuntimeServiceMethods.LIST_CONTAINER_STATS,
                        ListContainerStatsRequest.EMPTY.toBytes(),
                        ListContainerStatsResponse::parse,
                        LIMIT)
                .stats();
    }

    /// What the sandboxes use.
    public List<PodSandboxStats> sandboxStats() throws RpcException, InterruptedException {
        return socket.call(
                        RuntimeServiceMethods.LIST_POD_SANDBOX_STATS,
                        ListPodSandboxStatsRequest.EMPTY.toBytes(),
                        ListPodSandboxStatsResponse::parse,
                        LIMIT)
                .stats();
    }

    /// Tells the runtime the node's range of pod addresses.
    ///
    /// @param podCidr ranges, with commas between them
    public void updatePodCidr(String podCidr) throws RpcException, InterruptedException {
        var request = new UpdateRuntimeConfigRequest(new RuntimeConfig(new NetworkConfig(podCidr)));
        socket.call(
                RuntimeServiceMethods.UPDATE_RUNTIME_CONFIG,
                request.toBytes(),
                UpdateRuntimeConfigResponse::parse,
                LIMIT);
    }

    /// What happens to containers, from now on. A runtime that cannot tell (containerd before 1.7)
    /// ends the stream with [RpcCode#UNIMPLEMENTED].
    public RpcStream<ContainerEventResponse> events() {
        return socket.subscribe(
                RuntimeServiceMethods.GET_CONTAINER_EVENTS,
                GetEventsRequest.EMPTY.toBytes(),
                ContainerEventResponse::parse);
    }

    private static String named(String value, String complaint) throws RpcException {
        if (value.isEmpty()) {
            throw new RpcException(RpcCode.INTERNAL, complaint);
        }
        return value;
    }
}
