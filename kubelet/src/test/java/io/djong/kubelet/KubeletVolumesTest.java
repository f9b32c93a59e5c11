package io.djong.kubelet;

import static io.djong.kubelet.TestNode.pod;
import static io.djong.kubelet.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.Bytes;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.ConfigMapEnvSource;
import io.djong.api.types.core.v1.ConfigMapKeySelector;
import io.djong.api.types.core.v1.ConfigMapVolumeSource;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.DownwardAPIProjection;
import io.djong.api.types.core.v1.DownwardAPIVolumeFile;
import io.djong.api.types.core.v1.EmptyDirVolumeSource;
import io.djong.api.types.core.v1.EnvFromSource;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.EnvVarSource;
import io.djong.api.types.core.v1.HostAlias;
import io.djong.api.types.core.v1.HostPathVolumeSource;
import io.djong.api.types.core.v1.ObjectFieldSelector;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSecurityContext;
import io.djong.api.types.core.v1.ProjectedVolumeSource;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.types.core.v1.SecretVolumeSource;
import io.djong.api.types.core.v1.ServiceAccountTokenProjection;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeMount;
import io.djong.api.types.core.v1.VolumeProjection;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.linux.mount.MountTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// What containers find around them, in a whole kubelet on a real containerd.
@EnabledIf("io.djong.kubelet.volumes.RootCondition#isRoot")
class KubeletVolumesTest {
    @TempDir
    private static Path folder;

    private static TestNode node;

    @BeforeAll
    static void start() throws Exception {
        node = new TestNode(folder.toRealPath(), "10.244.79.0/24");
    }

    @AfterAll
    static void stop() throws Exception {
        node.stop();
    }

    private static void configMap(String name, Map<String, String> data) throws Exception {
        node.client.of(CoreV1.CONFIG_MAPS).create(map(name, data));
    }

    private static ConfigMap map(String name, Map<String, String> data) {
        return ConfigMap.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName(name))
                .withData(data);
    }

    private static Volume volume(String name) {
        return Volume.EMPTY.withName(name);
    }

    private static VolumeMount mount(String name, String path) {
        return VolumeMount.EMPTY.withName(name).withMountPath(path);
    }

    private static EnvVar field(String name, String path) {
        return EnvVar.EMPTY
                .withName(name)
                .withValueFrom(EnvVarSource.EMPTY.withFieldRef(new ObjectFieldSelector("v1", path)));
    }

    private static Pod everything() {
        var token = new ServiceAccountTokenProjection("vault", 3600L, "token");
        var labels = new DownwardAPIVolumeFile("labels", new ObjectFieldSelector("v1", "metadata.labels"), null, null);
        Container container = shell("main", "sleep 1000")
                .withVolumeMounts(List.of(
                        mount("disk", "/disk"),
                        mount("memory", "/memory"),
                        mount("map", "/map"),
                        mount("secret", "/secret"),
                        mount("all", "/all"),
                        mount("host", "/host").withReadOnly(true),
                        mount("map", "/one/file").withSubPath("k"),
                        mount("disk", "/mine").withSubPathExpr("pods/$(POD)")))
                .withEnv(List.of(
                        field("POD", "metadata.name"),
                        field("IP", "status.podIP"),
                        EnvVar.EMPTY.withName("BOTH").withValue("$(POD)/$(k)")))
                .withEnvFrom(List.of(new EnvFromSource("", new ConfigMapEnvSource("everything", null), null)))
                .withResources(new ResourceRequirements(
                        Map.of("memory", Quantity.of("64Mi"), "cpu", Quantity.of("500m")), Map.of(), List.of()));
        Pod pod = pod("everything", container);
        return pod.withMetadata(pod.metadata().withLabels(Map.of("app", "one")))
                .withSpec(pod.spec()
                        .withHostname("named")
                        .withSubdomain("sub")
                        .withHostAliases(List.of(new HostAlias("192.0.2.1", List.of("alias"))))
                        .withSecurityContext(PodSecurityContext.EMPTY.withFsGroup(4321L))
                        .withVolumes(List.of(
                                volume("disk").withEmptyDir(EmptyDirVolumeSource.EMPTY),
                                volume("memory").withEmptyDir(new EmptyDirVolumeSource("Memory", Quantity.of("1Mi"))),
                                volume("map")
                                        .withConfigMap(new ConfigMapVolumeSource("everything", List.of(), 0644, null)),
                                volume("secret")
                                        .withSecret(new SecretVolumeSource("everything", List.of(), 0400, null)),
                                volume("host")
                                        .withHostPath(new HostPathVolumeSource(
                                                folder.resolve("host").toString(), "DirectoryOrCreate")),
                                volume("all")
                                        .withProjected(new ProjectedVolumeSource(
                                                List.of(
                                                        VolumeProjection.EMPTY.withServiceAccountToken(token),
                                                        VolumeProjection.EMPTY.withDownwardAPI(
                                                                new DownwardAPIProjection(List.of(labels)))),
                                                0644)))));
    }

    @Test
    void everythingIsThereFollowsAndGoesAway() throws Exception {
        configMap("everything", Map.of("k", "v"));
        node.client
                .of(CoreV1.SECRETS)
                .create(Secret.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName("everything"))
                        .withData(Map.of("p", Bytes.utf8("hidden"))));
        Pod pod = node.create(everything());
        String uid = pod.metadata().uid();
        pod = node.await("everything", TestNode::isReady);

        assertThat(node.exec("everything", "cat /map/k /one/file /secret/p /all/labels; echo; ls /disk/pods"))
                .isEqualTo("vvhiddenapp=\"one\"\neverything\n");
        assertThat(node.exec("everything", "stat -L -c '%a %g' /secret/p /disk /all/token"))
                .isEqualTo("440 4321\n2777 4321\n640 4321\n");
        assertThat(node.exec("everything", "wc -c < /all/token")).isNotEqualTo("0\n");
        assertThat(node.exec("everything", "df -k /memory | tail -1 | awk '{print $2}'"))
                .isEqualTo("1024\n");
        assertThat(node.exec("everything", "echo $BOTH $k $IP"))
                .isEqualTo("everything/v v " + pod.status().podIP() + "\n");
        assertThat(node.exec("everything", "hostname; tail -4 /etc/hosts; head -3 /etc/resolv.conf"))
                .startsWith("named\n" + pod.status().podIP() + "\tnamed.sub.default.svc.cluster.local\tnamed\n\n"
                        + "# Entries added by HostAliases.\n192.0.2.1\talias\n"
                        + "search default.svc.cluster.local svc.cluster.local cluster.local")
                .contains("nameserver 10.96.0.10\n");
        assertThat(node.exec("everything", "touch /host/x; touch /map/x; touch /disk/x"))
                .contains("/host/x: Read-only file system", "/map/x: Read-only file system");
        assertThat(node.exec("everything", "cat /proc/1/oom_score_adj").strip()).isNotEmpty();
        follow();
        node.restart();
        node.client.of(CoreV1.CONFIG_MAPS).update(map("everything", Map.of("k", "v3")));
        node.awaitExec("everything", "cat /map/k", "v3");
        assertThat(node.exec("everything", "ls /disk")).isEqualTo("pods\nx\n");

        node.delete("everything");
        assertThat(MountTable.read().below(node.root.resolve("pods/" + uid))).isEmpty();
        assertThat(node.root.resolve("pods/" + uid + "/volumes")).doesNotExist();
        assertThat(folder.resolve("host")).isEmptyDirectory();
    }

    private static void follow() throws Exception {
        node.client.of(CoreV1.CONFIG_MAPS).update(map("everything", Map.of("k", "v2")));
        node.awaitExec("everything", "cat /map/k", "v2");
        assertThat(node.exec("everything", "cat /one/file")).isEqualTo("v");
        Pod now = node.get("everything");
        node.client.of(CoreV1.PODS).update(now.withMetadata(now.metadata().withLabels(Map.of("app", "two"))));
        node.awaitExec("everything", "cat /all/labels", "app=\"two\"");
    }

    @Test
    void waitsForAConfigMapOfAVariable() throws Exception {
        var source = EnvVarSource.EMPTY.withConfigMapKeyRef(new ConfigMapKeySelector("later", "k", null));
        node.create(pod(
                "variable",
                shell("main", "sleep 1000")
                        .withEnv(List.of(EnvVar.EMPTY.withName("K").withValueFrom(source)))));
        node.await(
                "variable",
                pod -> TestNode.waiting(pod).equals("CreateContainerConfigError: configmap \"later\" not found"));
        configMap("later", Map.of("other", "x"));
        node.await(
                "variable",
                pod -> TestNode.waiting(pod)
                        .equals("CreateContainerConfigError: couldn't find key k in ConfigMap default/later"));
        node.client.of(CoreV1.CONFIG_MAPS).update(map("later", Map.of("k", "found")));
        node.await("variable", TestNode::isReady);
        assertThat(node.exec("variable", "echo $K")).isEqualTo("found\n");
        node.delete("variable");
    }

    @Test
    void waitsForAVolume() throws Exception {
        Pod pod = pod("volume", shell("main", "sleep 1000").withVolumeMounts(List.of(mount("v", "/v"))));
        node.create(pod.withSpec(pod.spec()
                .withVolumes(List.of(
                        volume("v").withConfigMap(new ConfigMapVolumeSource("volume", List.of(), 0644, null))))));
        node.awaitEvent(
                "volume", "FailedMount: MountVolume.SetUp failed for volume \"v\" : configmap \"volume\" not found");
        configMap("volume", Map.of("k", "v"));
        node.await("volume", TestNode::isReady);
        node.delete("volume");
    }

    @Test
    void theGroupsOfPodsAreLimited() throws Exception {
        Path memory = Path.of("/sys/fs/cgroup/memory");
        Pod pod = node.create(pod(
                "limited",
                shell("main", "sleep 1000")
                        .withResources(new ResourceRequirements(
                                Map.of("memory", Quantity.of("32Mi"), "cpu", Quantity.of("200m")),
                                Map.of(),
                                List.of()))));
        node.await("limited", TestNode::isReady);
        if (Files.isDirectory(memory)) {
            String name =
                    node.cgroups.substring(1) + "/kubepods/pod" + pod.metadata().uid();
            assertThat(memory.resolve(name).resolve("memory.limit_in_bytes")).hasContent(Long.toString(32L << 20));
            assertThat(Path.of("/sys/fs/cgroup/cpu").resolve(name).resolve("cpu.cfs_quota_us"))
                    .hasContent("20000");
            node.delete("limited");
            assertThat(memory.resolve(name)).doesNotExist();
        }
    }
}
