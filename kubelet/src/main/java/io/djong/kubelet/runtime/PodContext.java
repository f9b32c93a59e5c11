package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Secret;
import io.djong.kubelet.cri.DNSConfig;
import io.djong.kubelet.cri.LinuxContainerResources;
import io.djong.kubelet.environment.ContainerEnvironments;
import io.djong.kubelet.volumes.PodMounts;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the rest of the kubelet has found out for a pod before its containers are made.
///
/// @param mounts what is mounted into its containers
/// @param environments of its containers
/// @param dns who answers its names; null leaves the image's own resolver configuration
/// @param hostname of its sandbox
/// @param cgroupParent the pod's control group, such as `/kubepods/burstable/pod…`; "" for the runtime's default
/// @param resources what a container may use
/// @param sandboxResources what all containers may use together, as a hint to the runtime; null for no hint
/// @param sandboxOverhead what the sandbox itself takes, as a hint to the runtime; null for no hint
/// @param pullSecrets that the pod names for its images, those that exist, in its order
public record PodContext(
        PodMounts mounts,
        ContainerEnvironments environments,
        @Nullable DNSConfig dns,
        String hostname,
        String cgroupParent,
        Function<Container, LinuxContainerResources> resources,
        @Nullable LinuxContainerResources sandboxResources,
        @Nullable LinuxContainerResources sandboxOverhead,
        List<Secret> pullSecrets) {
    public PodContext {
        pullSecrets = List.copyOf(pullSecrets);
    }
}
