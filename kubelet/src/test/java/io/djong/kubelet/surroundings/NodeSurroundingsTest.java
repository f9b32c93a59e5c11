package io.djong.kubelet.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.ConfigMapVolumeSource;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.EmptyDirVolumeSource;
import io.djong.api.types.core.v1.LocalObjectReference;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeMount;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.KubeClient;
import io.djong.client.informer.Lister;
import io.djong.kubelet.environment.ServiceEnvironment;
import io.djong.kubelet.pods.PreparationException;
import io.djong.kubelet.references.WatchedReferences;
import io.djong.kubelet.resources.PodCgroups;
import io.djong.kubelet.resources.ResourceRules;
import io.djong.kubelet.volumes.ServiceAccountTokens;
import io.djong.kubelet.volumes.VolumeFolders;
import io.djong.kubelet.volumes.VolumeManager;
import io.djong.kubelet.volumes.VolumeRules;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf("io.djong.kubelet.volumes.RootCondition#isRoot")
class NodeSurroundingsTest {
    @TempDir
    Path folder;

    private final List<String> events = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();

    private NodeSurroundings surroundings(VirtualEnvironment environment, KubeClient client) throws Exception {
        Path root = folder.toRealPath();
        Files.writeString(root.resolve("cgroup.controllers"), "cpu memory");
        Files.writeString(root.resolve("resolv.conf"), "nameserver 192.0.2.53\n");
        ResourceRules rules = ResourceRules.ofMemory(1L << 30).withUnified(true);
        var cgroups = new PodCgroups(root, "", rules);
        cgroups.start(Map.of());
        var references = new WatchedReferences(environment, client, uid -> {});
        var volumes = new VolumeManager(
                environment,
                new VolumeFolders(root.resolve("kubelet")),
                VolumeRules.of("cluster.local"),
                references,
                new ServiceAccountTokens(environment, client),
                (about, type, reason, message) -> events.add(reason + ": " + message));
        return new NodeSurroundings(
                environment,
                volumes,
                references,
                new ServiceEnvironment(Lister.of(List.of()), () -> true),
                new NodeNames(
                        List.of(), "cluster.local", root.resolve("resolv.conf").toString()),
                rules,
                cgroups,
                () -> new NodeFacts(ObjectReference.EMPTY, List.of("192.0.2.1"), Map.of("memory", Quantity.of("1Gi"))),
                () -> pods,
                (about, type, reason, message) -> events.add(reason + ": " + message));
    }

    private static Pod pod() {
        return Pod.EMPTY
                .withMetadata(
                        ObjectMeta.EMPTY.withNamespace("default").withName("p").withUid("uid-1"))
                .withSpec(PodSpec.EMPTY
                        .withDnsPolicy("ClusterFirst")
                        .withEnableServiceLinks(true)
                        .withImagePullSecrets(List.of(new LocalObjectReference("none")))
                        .withVolumes(List.of(
                                Volume.EMPTY.withName("e").withEmptyDir(EmptyDirVolumeSource.EMPTY),
                                Volume.EMPTY
                                        .withName("m")
                                        .withConfigMap(new ConfigMapVolumeSource("m", List.of(), 0644, null))))
                        .withContainers(List.of(Container.EMPTY
                                .withName("c")
                                .withVolumeMounts(List.of(
                                        VolumeMount.EMPTY.withName("e").withMountPath("/e"),
                                        VolumeMount.EMPTY.withName("m").withMountPath("/m"))))));
    }

    @Test
    void madeTogetherAndTakenAwayTogether() throws Exception {
        try (var environment = VirtualEnvironment.sealed(3)) {
            environment.run(() -> {
                var server = new InProcessServer(environment, new MemoryStore(environment), new MetricRegistry());
                server.start();
                var surroundings = surroundings(environment, server.admin());
                Pod pod = pod();
                pods.add(pod);
                assertThatThrownBy(() -> surroundings.prepare(pod, List.of()))
                        .isInstanceOf(PreparationException.class)
                        .hasMessage("MountVolume.SetUp failed for volume \"m\" : configmap \"m\" not found");
                server.admin()
                        .of(CoreV1.CONFIG_MAPS)
                        .create(ConfigMap.EMPTY
                                .withMetadata(ObjectMeta.EMPTY
                                        .withNamespace("default")
                                        .withName("m"))
                                .withData(Map.of("k", "v")));
                surroundings.prepare(pod, List.of());
                var context = surroundings.prepare(pod, List.of("10.0.0.7"));
                assertThat(context.cgroupParent()).isEqualTo("/kubepods/besteffort/poduid-1");
                assertThat(folder.resolve("kubepods/besteffort/poduid-1")).isDirectory();
                assertThat(context.hostname()).isEqualTo("p");
                assertThat(context.dns()).isNotNull();
                assertThat(context.pullSecrets()).isEmpty();
                Container container = pod.spec().containers().getFirst();
                assertThat(context.environments().of(container, List.of())).isEmpty();
                assertThat(context.mounts().of(container, Map.of(), List.of("10.0.0.7")))
                        .extracting(mount -> mount.containerPath())
                        .containsExactly("/e", "/m", "/etc/hosts");
                assertThat(context.resources().apply(container).oomScoreAdj()).isEqualTo(1000);
                assertThat(events)
                        .extracting(e -> e.substring(0, e.indexOf(':')))
                        .containsExactly(
                                "FailedMount",
                                "MissingClusterDNS",
                                "MissingClusterDNS",
                                "FailedToRetrieveImagePullSecret");
                assertThat(surroundings.orphans(Set.of())).containsExactly("uid-1");
                surroundings.remove("uid-1");
                assertThat(folder.resolve("kubepods/besteffort/poduid-1")).doesNotExist();
                assertThat(folder.resolve("kubelet/pods/uid-1")).isNotEmptyDirectory();
                pods.clear();
                surroundings.remove("uid-1");
                assertThat(folder.resolve("kubelet/pods")).isEmptyDirectory();
                assertThat(surroundings.orphans(Set.of())).isEmpty();
                server.stop();
            });
        }
    }
}
