package io.djong.kubelet;

import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Secret;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.environment.PodEnvironments;
import io.djong.kubelet.environment.PodFacts;
import io.djong.kubelet.environment.ServiceEnvironment;
import io.djong.kubelet.hosts.HostnameException;
import io.djong.kubelet.hosts.PodDns;
import io.djong.kubelet.hosts.PodHostname;
import io.djong.kubelet.node.NodeFacts;
import io.djong.kubelet.pods.PodSurroundings;
import io.djong.kubelet.pods.PreparationException;
import io.djong.kubelet.references.ReferenceException;
import io.djong.kubelet.references.WatchedReferences;
import io.djong.kubelet.resources.ContainerLimits;
import io.djong.kubelet.resources.PodCgroups;
import io.djong.kubelet.resources.ResourceRules;
import io.djong.kubelet.runtime.PodContext;
import io.djong.kubelet.volumes.PodVolumes;
import io.djong.kubelet.volumes.VolumeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is around pods on a Linux node: control groups, volumes, names, and the ConfigMaps and Secrets
/// that they name.
final class NodeSurroundings implements PodSurroundings {
    private static final Log LOG = Log.of(NodeSurroundings.class);

    private final Parts parts;

    /// What it is made of.
    ///
    /// @param cgroups null when pods have no groups of their own
    /// @param active the pods that are here now
    record Parts(
            PodVolumes volumes,
            @Nullable PodCgroups cgroups,
            WatchedReferences references,
            PodDns dns,
            ServiceEnvironment services,
            ResourceRules rules,
            NodeFacts node,
            EventRecorder events,
            Supplier<List<Pod>> active) {}

    NodeSurroundings(Parts parts) {
        this.parts = parts;
    }

    @Override
    public PodContext prepare(Pod pod, List<String> podIps) throws PreparationException, InterruptedException {
        parts.references().register(pod);
        var cgroup = cgroup(pod);
        var facts = new PodFacts(podIps, parts.node().addresses(), parts.node().allocatable());
        try {
            var mounts = parts.volumes().mount(pod, facts);
            var name = PodHostname.of(pod, parts.dns().clusterDomain());
            var dns = parts.dns().of(pod);
            if (podIps.isEmpty()) {
                dns.podEvents().forEach(event -> parts.events().warning(pod, event.reason(), event.message()));
            }
            var environments = new PodEnvironments(pod, facts, parts.services(), parts.references(), mounts::hostPath);
            return new PodContext(
                    mounts,
                    environments,
                    dns.config(),
                    name.ofSandbox(pod),
                    cgroup,
                    container -> ContainerLimits.of(pod, container, parts.rules()),
                    ContainerLimits.ofSandbox(pod, parts.rules()),
                    pod.spec().overhead().isEmpty() ? null : ContainerLimits.ofOverhead(pod, parts.rules()),
                    pullSecrets(pod));
        } catch (VolumeException e) {
            throw new PreparationException(String.valueOf(e.getMessage()), e);
        } catch (HostnameException e) {
            var message = String.valueOf(e.getMessage());
            parts.events().warning(pod, "FailedCreatePodSandBox", message);
            throw new PreparationException(message, e);
        }
    }

    private String cgroup(Pod pod) throws PreparationException {
        var cgroups = parts.cgroups();
        if (cgroups == null) {
            return "";
        }
        try {
            if (!cgroups.exists(pod)) {
                cgroups.update(parts.active().get());
                cgroups.ensure(pod);
            }
            return cgroups.parent(pod);
        } catch (IOException e) {
            var message = "unable to ensure pod container exists: " + e.getMessage();
            parts.events().warning(pod, "FailedCreatePodContainer", message);
            throw new PreparationException(message, e);
        }
    }

    private List<Secret> pullSecrets(Pod pod) throws InterruptedException {
        List<Secret> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (var reference : pod.spec().imagePullSecrets()) {
            if (reference.name().isEmpty()) {
                continue;
            }
            try {
                found.add(parts.references().secret(pod.metadata().namespace(), reference.name()));
            } catch (ReferenceException e) {
                missing.add(reference.name());
            }
        }
        if (!missing.isEmpty()) {
            parts.events()
                    .warning(
                            pod,
                            "FailedToRetrieveImagePullSecret",
                            "Unable to retrieve some image pull secrets (" + String.join(", ", missing)
                                    + "); attempting to pull the image may not succeed.");
        }
        return found;
    }

    @Override
    public void remove(String uid) throws PreparationException, InterruptedException {
        try {
            parts.volumes().unmount(uid);
            var cgroups = parts.cgroups();
            if (cgroups != null) {
                cgroups.remove(uid);
            }
            parts.references().unregister(uid);
        } catch (VolumeException | IOException e) {
            throw new PreparationException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public List<String> orphans(Set<String> known) {
        Set<String> left = new TreeSet<>(parts.volumes().orphans(known));
        var cgroups = parts.cgroups();
        if (cgroups != null) {
            try {
                left.addAll(cgroups.uids());
            } catch (IOException e) {
                LOG.warning(
                        "Cannot read the control groups of pods", LogKey.MESSAGE.is(String.valueOf(e.getMessage())));
            }
        }
        left.removeAll(known);
        return List.copyOf(left);
    }
}
