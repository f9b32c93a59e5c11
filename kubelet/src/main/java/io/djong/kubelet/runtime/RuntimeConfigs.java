package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Sysctl;
import io.djong.kubelet.cri.ContainerConfig;
import io.djong.kubelet.cri.ContainerMetadata;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.KeyValue;
import io.djong.kubelet.cri.LinuxContainerConfig;
import io.djong.kubelet.cri.LinuxPodSandboxConfig;
import io.djong.kubelet.cri.Mount;
import io.djong.kubelet.cri.PodSandboxConfig;
import io.djong.kubelet.cri.PodSandboxMetadata;
import io.djong.kubelet.cri.Signal;
import io.djong.kubelet.environment.ContainerConfigException;
import io.djong.kubelet.environment.Expansion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A pod and its containers in the runtime's words. Pure.
///
/// Source: upstream's `generatePodSandboxConfig` and `generateContainerConfig`.
final class RuntimeConfigs {
    private final RuntimeSettings settings;
    private final SecurityContexts security;

    RuntimeConfigs(RuntimeSettings settings) {
        this.settings = settings;
        this.security = new SecurityContexts(settings);
    }

    /// A pod's sandbox.
    PodSandboxConfig sandbox(Pod pod, int attempt, PodContext context) {
        var meta = pod.metadata();
        // Init containers have no ports, sidecars do.
        var containers = new ArrayList<>(pod.spec().containers());
        pod.spec().initContainers().stream().filter(PodNames::isSidecar).forEach(containers::add);
        var linux = LinuxPodSandboxConfig.EMPTY
                .withCgroupParent(context.cgroupParent())
                .withSecurityContext(security.ofSandbox(pod))
                .withSysctls(sysctls(pod))
                .withOverhead(context.sandboxOverhead())
                .withResources(context.sandboxResources());
        return PodSandboxConfig.EMPTY
                .withMetadata(new PodSandboxMetadata(meta.name(), meta.uid(), meta.namespace(), attempt))
                .withHostname(pod.spec().hostNetwork() ? "" : context.hostname())
                .withLogDirectory(LogPaths.ofPod(settings.podLogs(), pod).toString())
                .withDnsConfig(context.dns())
                .withPortMappings(RuntimePorts.mappings(containers))
                .withLabels(RuntimeLabels.ofSandbox(pod))
                .withAnnotations(meta.annotations())
                .withLinux(linux);
    }

    /// What a container is made of.
    ///
    /// @param attempt how often it was restarted
    /// @param image what the runtime calls the image
    /// @param imageUser whom the image wants to be
    /// @param targetId the container whose processes an ephemeral container sees; "" for none
    record ContainerParts(
            Container container,
            int attempt,
            String image,
            SecurityContexts.ImageUser imageUser,
            String targetId,
            SortedMap<String, String> environment,
            List<Mount> mounts) {}

    /// A container.
    ///
    /// @throws ContainerConfigException when it must not be, or cannot be, what the pod says
    ContainerConfig container(Pod pod, ContainerParts parts, PodContext context) throws ContainerConfigException {
        var container = parts.container();
        var linux = new LinuxContainerConfig(
                context.resources().apply(container),
                security.ofContainer(pod, container, parts.imageUser(), parts.targetId()));
        var environment = parts.environment();
        return ContainerConfig.EMPTY
                .withMetadata(new ContainerMetadata(container.name(), parts.attempt()))
                .withImage(ImageSpec.EMPTY.withImage(parts.image()).withUserSpecifiedImage(container.image()))
                .withCommand(Expansion.command(container, environment))
                .withArgs(Expansion.arguments(container, environment))
                .withWorkingDir(container.workingDir())
                .withEnvs(environment.entrySet().stream()
                        .map(e -> new KeyValue(e.getKey(), e.getValue().getBytes(StandardCharsets.UTF_8)))
                        .toList())
                .withMounts(parts.mounts())
                .withLabels(RuntimeLabels.ofContainer(pod, container))
                .withAnnotations(RuntimeLabels.annotations(pod, container, parts.attempt()))
                .withLogPath(LogPaths.ofContainer(container.name(), parts.attempt()))
                .withStdin(container.stdin())
                .withStdinOnce(container.stdinOnce())
                .withTty(container.tty())
                .withStopSignal(stopSignal(container))
                .withLinux(linux);
    }

    /// The runtime's default when the container names none. Runtimes before CRI 1.33 know only that.
    private static Signal stopSignal(Container container) {
        var lifecycle = container.lifecycle();
        var name = lifecycle == null ? null : lifecycle.stopSignal();
        for (Signal signal : Signal.values()) {
            if (signal.name().equals(name)) {
                return signal;
            }
        }
        return Signal.RUNTIME_DEFAULT;
    }

    /// With dots, as runc wants them: in a name with slashes dots and slashes change places.
    private static SortedMap<String, String> sysctls(Pod pod) {
        var sysctls = new TreeMap<String, String>();
        var context = pod.spec().securityContext();
        if (context != null) {
            for (Sysctl sysctl : context.sysctls()) {
                sysctls.put(dotted(sysctl.name()), sysctl.value());
            }
        }
        return sysctls;
    }

    private static String dotted(String name) {
        int separator = 0;
        while (separator < name.length() && "./".indexOf(name.charAt(separator)) < 0) {
            separator++;
        }
        if (separator == name.length() || name.charAt(separator) == '.') {
            return name;
        }
        return name.replace('.', '\0').replace('/', '.').replace('\0', '/');
    }
}
