package io.djong.kubelet.runtime;

import io.djong.kubelet.cri.Container;
import io.djong.kubelet.cri.ContainerFilter;
import io.djong.kubelet.cri.ContainerStatus;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.NamespaceMode;
import io.djong.kubelet.cri.PodIP;
import io.djong.kubelet.cri.PodSandbox;
import io.djong.kubelet.cri.PodSandboxFilter;
import io.djong.kubelet.cri.PodSandboxStatus;
import io.djong.kubelet.cri.Signal;
import io.djong.kubelet.runtime.ContainerState.Phase;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the runtime what it has of a pod.
final class StatusReader {
    private final InstantSource clock;
    private final RuntimeService runtime;
    private volatile String runtimeName = "";

    StatusReader(InstantSource clock, RuntimeService runtime) {
        this.clock = clock;
        this.runtime = runtime;
    }

    /// What the runtime has of a pod now. What disappears meanwhile is left out.
    PodRuntimeStatus read(String uid) throws RpcException, InterruptedException {
        if (runtimeName.isEmpty()) {
            runtimeName = runtime.version().runtimeName();
        }
        var readAt = clock.instant();
        var byPod = Map.of(RuntimeLabels.POD_UID, uid);
        var sandboxes = new ArrayList<PodSandboxStatus>();
        for (PodSandbox sandbox : newestFirst(runtime.sandboxes(PodSandboxFilter.EMPTY.withLabelSelector(byPod)))) {
            try {
                sandboxes.add(runtime.sandboxStatus(sandbox.id()));
            } catch (RpcException e) {
                passOver(e);
            }
        }
        var containers = new ArrayList<ContainerState>();
        for (Container container : runtime.containers(ContainerFilter.EMPTY.withLabelSelector(byPod))) {
            try {
                containers.add(container(runtime.containerStatus(container.id()), container.podSandboxId()));
            } catch (RpcException e) {
                passOver(e);
            }
        }
        containers.sort(
                Comparator.comparing(ContainerState::createdAt).reversed().thenComparing(ContainerState::id));
        return status(uid, sandboxes, containers, readAt);
    }

    private static PodRuntimeStatus status(
            String uid, List<PodSandboxStatus> sandboxes, List<ContainerState> containers, Instant readAt) {
        var states = sandboxes.stream().map(StatusReader::sandbox).toList();
        var ips = states.isEmpty() || !states.getFirst().ready()
                ? List.<String>of()
                : states.getFirst().ips();
        var meta = sandboxes.isEmpty() ? null : sandboxes.getFirst().metadata();
        return meta == null
                ? new PodRuntimeStatus(uid, "", "", ips, states, containers, readAt)
                : new PodRuntimeStatus(uid, meta.namespace(), meta.name(), ips, states, containers, readAt);
    }

    private static void passOver(RpcException failure) throws RpcException {
        if (!failure.isNotFound()) {
            throw failure;
        }
    }

    private static List<PodSandbox> newestFirst(List<PodSandbox> sandboxes) {
        return sandboxes.stream()
                .sorted(Comparator.comparingLong(PodSandbox::createdAt)
                        .reversed()
                        .thenComparing(PodSandbox::id))
                .toList();
    }

    static SandboxStatus sandbox(PodSandboxStatus status) {
        var linux = status.linux();
        var namespaces = linux == null ? null : linux.namespaces();
        var options = namespaces == null ? null : namespaces.options();
        var metadata = status.metadata();
        return new SandboxStatus(
                status.id(),
                metadata == null ? 0 : metadata.attempt(),
                status.state() == io.djong.kubelet.cri.PodSandboxState.SANDBOX_READY,
                instant(status.createdAt()),
                options != null && options.network() == NamespaceMode.NODE,
                ips(status));
    }

    private static List<String> ips(PodSandboxStatus status) {
        var network = status.network();
        if (network == null || network.ip().isEmpty()) {
            return List.of();
        }
        var ips = new ArrayList<String>();
        ips.add(network.ip());
        network.additionalIps().stream().map(PodIP::ip).forEach(ips::add);
        return ips;
    }

    private ContainerState container(ContainerStatus status, String sandboxId) {
        var annotations = status.annotations();
        boolean exited = status.state() == io.djong.kubelet.cri.ContainerState.CONTAINER_EXITED;
        boolean created = status.state() == io.djong.kubelet.cri.ContainerState.CONTAINER_CREATED;
        var restarts = RuntimeLabels.number(annotations, RuntimeLabels.RESTARTS, 10);
        var hash = RuntimeLabels.number(annotations, RuntimeLabels.HASH, 16);
        var image = status.image() == null ? ImageSpec.EMPTY : status.image();
        var resources = status.resources();
        var user = status.user();
        return new ContainerState(
                status.id(),
                runtimeName,
                status.labels().getOrDefault(RuntimeLabels.CONTAINER_NAME, ""),
                sandboxId,
                restarts == null ? 0 : restarts.intValue(),
                phase(status.state()),
                instant(status.createdAt()),
                created ? null : instant(status.startedAt()),
                exited ? instant(status.finishedAt()) : null,
                exited ? status.exitCode() : 0,
                exited ? status.reason() : "",
                exited ? message(status) : "",
                image.image(),
                status.imageRef(),
                status.imageId(),
                hash == null ? 0 : hash,
                status.logPath(),
                status.mounts(),
                user == null ? null : user.linux(),
                resources == null ? null : resources.linux(),
                signal(status.stopSignal()));
    }

    private static String message(ContainerStatus status) {
        var own = TerminationMessage.of(status);
        if (own.isEmpty() || status.message().isEmpty()) {
            return own.isEmpty() ? status.message() : own;
        }
        return status.message() + ": " + own;
    }

    private static String signal(@Nullable Signal signal) {
        return signal == null || signal == Signal.RUNTIME_DEFAULT || signal == Signal.UNRECOGNIZED ? "" : signal.name();
    }

    private static Phase phase(io.djong.kubelet.cri.ContainerState state) {
        return switch (state) {
            case CONTAINER_CREATED -> Phase.CREATED;
            case CONTAINER_RUNNING -> Phase.RUNNING;
            case CONTAINER_EXITED -> Phase.EXITED;
            case CONTAINER_UNKNOWN, UNRECOGNIZED -> Phase.UNKNOWN;
        };
    }

    private static Instant instant(long unixNanos) {
        return Instant.ofEpochSecond(0, unixNanos);
    }
}
