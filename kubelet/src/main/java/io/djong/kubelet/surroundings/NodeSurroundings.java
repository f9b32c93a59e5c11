package io.djong.kubelet.surroundings;

import io.djong.api.types.core.v1.LocalObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Secret;
import io.djong.base.time.Environment;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.cri.DNSConfig;
import io.djong.kubelet.environment.PodEnvironments;
import io.djong.kubelet.environment.PodFacts;
import io.djong.kubelet.environment.ServiceEnvironment;
import io.djong.kubelet.hosts.HostnameException;
import io.djong.kubelet.hosts.PodDns;
import io.djong.kubelet.hosts.PodHostname;
import io.djong.kubelet.pods.PodSurroundings;
import io.djong.kubelet.pods.PreparationException;
import io.djong.kubelet.references.ReferenceException;
import io.djong.kubelet.references.WatchedReferences;
import io.djong.kubelet.resources.ContainerLimits;
import io.djong.kubelet.resources.PodCgroups;
import io.djong.kubelet.resources.ResourceRules;
import io.djong.kubelet.runtime.PodContext;
import io.djong.kubelet.volumes.PodMounts;
import io.djong.kubelet.volumes.PodVolumes;
import io.djong.kubelet.volumes.VolumeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes what is around a pod's containers, and takes it away. Safe for any number of pods at once; calls about one
/// pod come one at a time.
public final class NodeSurroundings implements PodSurroundings {
    private final Environment environment;
    private final PodVolumes volumes;
    private final WatchedReferences references;
    private final ServiceEnvironment services;
    private final NodeNames names;
    private final ResourceRules rules;
    private final @Nullable PodCgroups cgroups;
    private final Supplier<NodeFacts> node;
    private final Supplier<Collection<Pod>> pods;
    private final EventRecorder events;
    /// What was said about a pod already, so that it is said once.
    private final Map<String, Set<String>> said = new ConcurrentHashMap<>();

    /// @param references follows what pods name from their first preparation on
    /// @param cgroups null when pods have no groups of their own (`--cgroups-per-qos=false`)
    /// @param pods that this node has to run, ended ones included: the folder of such a pod stays when it ends
    public NodeSurroundings(
            Environment environment,
            PodVolumes volumes,
            WatchedReferences references,
            ServiceEnvironment services,
            NodeNames names,
            ResourceRules rules,
            @Nullable PodCgroups cgroups,
            Supplier<NodeFacts> node,
            Supplier<Collection<Pod>> pods,
            EventRecorder events) {
        this.environment = environment;
        this.volumes = volumes;
        this.references = references;
        this.services = services;
        this.names = names;
        this.rules = rules;
        this.cgroups = cgroups;
        this.node = node;
        this.pods = pods;
        this.events = events;
    }

    @Override
    public PodContext prepare(Pod pod, List<String> podIps) throws PreparationException, InterruptedException {
        references.register(pod);
        NodeFacts now = node.get();
        var facts = new PodFacts(podIps, now.ips(), now.allocatable());
        String parent = control(pod);
        PodMounts mounts = mount(pod, facts);
        return new PodContext(
                mounts,
                new PodEnvironments(pod, facts, services, references, mounts::hostPath),
                dns(pod, now),
                hostname(pod),
                parent,
                container -> ContainerLimits.of(pod, container, rules),
                ContainerLimits.ofSandbox(pod, rules),
                pod.spec().overhead().isEmpty() ? null : ContainerLimits.ofOverhead(pod, rules),
                pullSecrets(pod));
    }

    /// The name of the pod's control group, which is there.
    private String control(Pod pod) throws PreparationException, InterruptedException {
        PodCgroups groups = cgroups;
        if (groups == null) {
            return "";
        }
        try {
            Collection<Pod> all = withThis(pod);
            return environment.threads().<String, IOException>cpu(() -> {
                if (!groups.exists(pod)) {
                    groups.update(all);
                    groups.ensure(pod);
                }
                return groups.parent(pod);
            });
        } catch (IOException e) {
            String message = "unable to ensure pod container exists: " + e.getMessage();
            events.warning(pod, "FailedCreatePodContainer", message);
            throw new PreparationException(message, e);
        }
    }

    private Collection<Pod> withThis(Pod pod) {
        List<Pod> all = others(pod.metadata().uid());
        all.add(pod);
        return all;
    }

    /// The pods that run here, but for one.
    private List<Pod> others(String uid) {
        List<Pod> all = new ArrayList<>(pods.get());
        all.removeIf(pod -> pod.metadata().uid().equals(uid) || hasEnded(pod));
        return all;
    }

    private static boolean hasEnded(Pod pod) {
        String phase = pod.status().phase();
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    private PodMounts mount(Pod pod, PodFacts facts) throws PreparationException, InterruptedException {
        try {
            return volumes.mount(pod, facts);
        } catch (VolumeException e) {
            if (!e.reason().equals("FailedMount")) {
                events.warning(pod, e.reason(), String.valueOf(e.getMessage()));
            }
            throw new PreparationException(String.valueOf(e.getMessage()), e);
        }
    }

    private DNSConfig dns(Pod pod, NodeFacts now) throws PreparationException {
        PodDns.Result result;
        try {
            result = names.dns(now.ips()).of(pod);
        } catch (IOException e) {
            String message =
                    "Failed to create pod sandbox: open " + names.resolverFile() + ": no such file or directory";
            events.warning(pod, "FailedCreatePodSandBox", message);
            throw new PreparationException(message, e);
        }
        for (var warning : result.podEvents()) {
            if (isNew(pod, warning.message())) {
                events.warning(pod, warning.reason(), warning.message());
            }
        }
        for (var warning : result.nodeEvents()) {
            if (isNew(pod, warning.message())) {
                events.record(now.reference(), "Warning", warning.reason(), warning.message());
            }
        }
        return result.config();
    }

    private boolean isNew(Pod pod, String message) {
        return said.computeIfAbsent(pod.metadata().uid(), uid -> ConcurrentHashMap.newKeySet())
                .add(message);
    }

    private String hostname(Pod pod) throws PreparationException {
        try {
            return PodHostname.of(pod, names.clusterDomain()).ofSandbox(pod);
        } catch (HostnameException e) {
            String message = "Failed to create pod sandbox: " + e.getMessage();
            events.warning(pod, "FailedCreatePodSandBox", message);
            throw new PreparationException(message, e);
        }
    }

    private List<Secret> pullSecrets(Pod pod) throws InterruptedException {
        List<Secret> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (LocalObjectReference reference : pod.spec().imagePullSecrets()) {
            if (reference.name().isEmpty()) {
                continue;
            }
            try {
                found.add(references.secret(pod.metadata().namespace(), reference.name()));
            } catch (ReferenceException e) {
                missing.add(reference.name());
            }
        }
        String message = "Unable to retrieve some image pull secrets (" + String.join(", ", missing)
                + "); attempting to pull the image may not succeed.";
        if (!missing.isEmpty() && isNew(pod, message)) {
            events.warning(pod, "FailedToRetrieveImagePullSecret", message);
        }
        return found;
    }

    /// Takes away volumes and control groups; the rest of the pod's folder, with the termination messages, when the
    /// pod is not among this node's any more.
    @Override
    public void remove(String uid) throws PreparationException, InterruptedException {
        boolean known = pods.get().stream().anyMatch(pod -> pod.metadata().uid().equals(uid));
        references.unregister(uid);
        said.remove(uid);
        PodCgroups groups = cgroups;
        try {
            if (known) {
                volumes.unmount(uid);
            } else {
                volumes.remove(uid);
            }
            if (groups != null) {
                environment.threads().<Boolean, IOException>cpu(() -> {
                    groups.remove(uid);
                    groups.update(others(uid));
                    return true;
                });
            }
        } catch (VolumeException | IOException e) {
            throw new PreparationException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public List<String> orphans(Set<String> known) {
        Set<String> found = new TreeSet<>(volumes.orphans(known));
        if (cgroups != null) {
            try {
                Set<String> groups = new HashSet<>(cgroups.uids());
                groups.removeAll(known);
                found.addAll(groups);
            } catch (IOException e) {
                // the next look finds them
            }
        }
        return List.copyOf(found);
    }
}
