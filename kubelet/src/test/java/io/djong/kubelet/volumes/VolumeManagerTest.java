package io.djong.kubelet.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.ConfigMapProjection;
import io.djong.api.types.core.v1.ConfigMapVolumeSource;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.DownwardAPIProjection;
import io.djong.api.types.core.v1.DownwardAPIVolumeFile;
import io.djong.api.types.core.v1.EmptyDirVolumeSource;
import io.djong.api.types.core.v1.HostPathVolumeSource;
import io.djong.api.types.core.v1.KeyToPath;
import io.djong.api.types.core.v1.NFSVolumeSource;
import io.djong.api.types.core.v1.ObjectFieldSelector;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSecurityContext;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ProjectedVolumeSource;
import io.djong.api.types.core.v1.ResourceFieldSelector;
import io.djong.api.types.core.v1.SecretProjection;
import io.djong.api.types.core.v1.SecretVolumeSource;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeMount;
import io.djong.api.types.core.v1.VolumeProjection;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.RealEnvironment;
import io.djong.kubelet.environment.ContainerConfigException;
import io.djong.kubelet.environment.PodFacts;
import io.djong.linux.file.FileSystemStatistics;
import io.djong.linux.mount.MountEntry;
import io.djong.linux.mount.MountTable;
import io.djong.linux.mount.Mounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf("io.djong.kubelet.volumes.RootCondition#isRoot")
class VolumeManagerTest {
    private static final PodFacts FACTS = new PodFacts(
            List.of(), List.of("192.0.2.1"), Map.of("memory", Quantity.of("64Mi"), "cpu", Quantity.of("2")));

    @TempDir
    Path folder;

    private final TestReferences references = new TestReferences();
    private final List<String> events = new ArrayList<>();
    private VolumeFolders folders = new VolumeFolders(Path.of("/"));

    @BeforeEach
    void findFolder() throws Exception {
        folders = new VolumeFolders(folder.toRealPath());
    }

    @AfterEach
    void takeAway() throws Exception {
        for (MountEntry entry : MountTable.read().below(folder.toRealPath())) {
            Mounts.detach(entry.point());
        }
    }

    private VolumeManager manager() {
        var environment = RealEnvironment.create();
        return new VolumeManager(
                environment,
                folders,
                VolumeRules.of("cluster.local"),
                references,
                new ServiceAccountTokens(environment, new NoClient()),
                (about, type, reason, message) -> events.add(type + " " + reason + " " + message));
    }

    private static Volume volume(String name) {
        return Volume.EMPTY.withName(name);
    }

    private static VolumeMount mount(String name, String path) {
        return VolumeMount.EMPTY.withName(name).withMountPath(path);
    }

    private static Pod pod(List<Volume> volumes, VolumeMount... mounts) {
        Container container = Container.EMPTY.withName("c").withVolumeMounts(List.of(mounts));
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY
                        .withNamespace("ns")
                        .withName("p")
                        .withUid("uid-1")
                        .withLabels(Map.of("app", "a\"b")))
                .withSpec(PodSpec.EMPTY.withVolumes(volumes).withContainers(List.of(container)));
    }

    private static Container container(Pod pod) {
        return pod.spec().containers().getFirst();
    }

    private static int mode(Path path) throws Exception {
        return (int) Files.getAttribute(path, "unix:mode") & 07777;
    }

    @Test
    void emptyDirsOnDiskAndInMemory() throws Exception {
        Volume disk = volume("disk").withEmptyDir(EmptyDirVolumeSource.EMPTY);
        Volume memory = volume("memory").withEmptyDir(new EmptyDirVolumeSource("Memory", Quantity.of("1Mi")));
        Pod pod = pod(List.of(disk, memory, volume("unused")), mount("disk", "/a"), mount("memory", "b"));
        var manager = manager();
        PodMounts mounts = manager.mount(pod, FACTS);
        Path onDisk = folders.volume("uid-1", "empty-dir", "disk");
        Path inMemory = folders.volume("uid-1", "empty-dir", "memory");
        assertThat(mode(onDisk)).isEqualTo(0777);
        assertThat(FileSystemStatistics.of(inMemory).type()).isEqualTo(FileSystemStatistics.TMPFS);
        assertThat(FileSystemStatistics.of(inMemory).totalBytes()).isEqualTo(1 << 20);
        assertThat(mounts.of(container(pod), Map.of(), List.of()))
                .extracting(m -> m.containerPath() + " " + m.hostPath() + " " + m.readonly())
                .containsExactly("/a " + onDisk + " false", "/b " + inMemory + " false");
        Files.writeString(onDisk.resolve("kept"), "x");
        Files.writeString(inMemory.resolve("kept"), "x");
        manager().mount(pod, FACTS);
        assertThat(onDisk.resolve("kept")).exists();
        assertThat(inMemory.resolve("kept")).exists();
        assertThat(manager.orphans(Set.of())).containsExactly("uid-1");
        assertThat(manager.orphans(Set.of("uid-1"))).isEmpty();
        manager.unmount("uid-1");
        assertThat(folders.pod("uid-1").resolve("volumes")).doesNotExist();
        manager.remove("uid-1");
        assertThat(folders.pods()).isEmptyDirectory();
        assertThat(MountTable.read().below(folders.root())).isEmpty();
        manager.remove("uid-1");
    }

    @Test
    void configMapsAndSecretsFollowTheApi() throws Exception {
        references.configMap("ns", "m", Map.of("k", "v", "l", "w"));
        references.secret("ns", "s", Map.of("p", "hidden"));
        Volume map = volume("map").withConfigMap(new ConfigMapVolumeSource("m", List.of(), 0644, null));
        Volume secret = volume("secret")
                .withSecret(new SecretVolumeSource("s", List.of(new KeyToPath("p", "a/b", 0440)), 0600, null));
        Pod pod = pod(List.of(map, secret), mount("map", "/m"), mount("secret", "/s"));
        pod = pod.withSpec(pod.spec().withSecurityContext(PodSecurityContext.EMPTY.withFsGroup(4321L)));
        var manager = manager();
        PodMounts mounts = manager.mount(pod, FACTS);
        Path ofMap = folders.volume("uid-1", "configmap", "map");
        Path ofSecret = folders.volume("uid-1", "secret", "secret");
        assertThat(ofMap.resolve("k")).hasContent("v");
        assertThat(ofSecret.resolve("a/b")).hasContent("hidden");
        assertThat(mode(ofSecret.resolve("a/b"))).isEqualTo(0440);
        assertThat(Files.getAttribute(ofSecret.resolve("a/b"), "unix:gid")).isEqualTo(4321);
        assertThat(Files.getAttribute(ofMap, "unix:gid")).isEqualTo(4321);
        assertThat(mode(ofMap) & 02000).isNotZero();
        assertThat(FileSystemStatistics.of(ofSecret).type()).isEqualTo(FileSystemStatistics.TMPFS);
        assertThat(mounts.of(container(pod), Map.of(), List.of())).allMatch(m -> m.readonly());
        references.configMap("ns", "m", Map.of("k", "v2"));
        manager.mount(pod, FACTS);
        assertThat(ofMap.resolve("k")).hasContent("v2");
        assertThat(ofMap.resolve("l")).doesNotExist();
        references.removeConfigMap("ns", "m");
        manager.mount(pod, FACTS);
        manager.mount(pod, FACTS);
        assertThat(ofMap.resolve("k")).hasContent("v2");
        assertThat(events)
                .containsExactly(
                        "Warning FailedMount MountVolume.SetUp failed for volume \"map\" : configmap \"m\" not found");
        manager.remove("uid-1");
    }

    @Test
    void projectedSources() throws Exception {
        references.configMap("ns", "m", Map.of("k", "v"));
        references.secret("ns", "s", Map.of("p", "hidden"));
        var fields = List.of(
                new DownwardAPIVolumeFile("labels", new ObjectFieldSelector("v1", "metadata.labels"), null, null),
                new DownwardAPIVolumeFile(
                        "cpu", null, new ResourceFieldSelector("c", "limits.cpu", Quantity.of("1m")), null));
        Volume all = volume("all")
                .withProjected(new ProjectedVolumeSource(
                        List.of(
                                VolumeProjection.EMPTY.withConfigMap(
                                        new ConfigMapProjection("m", List.of(new KeyToPath("k", "map/k", null)), null)),
                                VolumeProjection.EMPTY.withSecret(new SecretProjection("s", List.of(), null)),
                                VolumeProjection.EMPTY.withSecret(new SecretProjection("none", List.of(), true)),
                                VolumeProjection.EMPTY.withDownwardAPI(new DownwardAPIProjection(fields))),
                        0640));
        var manager = manager();
        manager.mount(pod(List.of(all), mount("all", "/all")), FACTS);
        Path path = folders.volume("uid-1", "projected", "all");
        assertThat(path.resolve("map/k")).hasContent("v");
        assertThat(path.resolve("p")).hasContent("hidden");
        assertThat(path.resolve("labels")).hasContent("app=\"a\\\"b\"");
        assertThat(path.resolve("cpu")).hasContent("2000");
        assertThat(mode(path.resolve("p"))).isEqualTo(0640);
        manager.remove("uid-1");
    }

    @Test
    void faultsHaveUpstreamsWords() throws Exception {
        references.configMap("ns", "m", Map.of("k", "v"));
        assertFails(
                volume("v").withConfigMap(new ConfigMapVolumeSource("none", List.of(), 0644, null)),
                "configmap \"none\" not found");
        assertFails(
                volume("v")
                        .withConfigMap(
                                new ConfigMapVolumeSource("m", List.of(new KeyToPath("x", "x", null)), 0644, null)),
                "configmap references non-existent config key: x");
        assertFails(
                volume("v").withSecret(new SecretVolumeSource("none", List.of(), 0644, null)),
                "secret \"none\" not found");
        assertFails(
                volume("v").withNfs(NFSVolumeSource.EMPTY), "volumes of type nfs are not supported by this kubelet");
        String file = Files.createFile(folder.resolve("file")).toString();
        assertFails(
                volume("v").withHostPath(new HostPathVolumeSource(file, "Directory")),
                "hostPath type check failed: " + file + " is not a directory");
        assertFails(
                volume("v").withHostPath(new HostPathVolumeSource(file, "Socket")),
                "hostPath type check failed: " + file + " is not a socket file");
        assertFails(
                volume("v").withHostPath(new HostPathVolumeSource("/dev/null", "BlockDevice")),
                "hostPath type check failed: /dev/null is not a block device");
        Volume two = volume("v")
                .withProjected(new ProjectedVolumeSource(
                        List.of(
                                VolumeProjection.EMPTY.withSecret(new SecretProjection("a", List.of(), null)),
                                VolumeProjection.EMPTY.withConfigMap(new ConfigMapProjection("b", List.of(), null))),
                        0644));
        assertFails(two, "[secret \"a\" not found, configmap \"b\" not found]");
    }

    private void assertFails(Volume volume, String message) {
        Pod pod = pod(List.of(volume), mount("v", "/v"));
        String whole = "MountVolume.SetUp failed for volume \"v\" : " + message;
        events.clear();
        assertThatThrownBy(() -> manager().mount(pod, FACTS))
                .isInstanceOf(VolumeException.class)
                .hasMessage(whole);
        assertThat(events).containsExactly("Warning FailedMount " + whole);
    }

    @Test
    void hostPathsAreMadeWhenTheyMayBe() throws Exception {
        Path made = folder.resolve("x/y");
        Path file = folder.resolve("f");
        Pod pod = pod(
                List.of(
                        volume("d").withHostPath(new HostPathVolumeSource(made.toString(), "DirectoryOrCreate")),
                        volume("f").withHostPath(new HostPathVolumeSource(file.toString(), "FileOrCreate")),
                        volume("c").withHostPath(new HostPathVolumeSource("/dev/null", "CharDevice"))),
                mount("d", "/d").withMountPropagation("Bidirectional"),
                mount("f", "/f").withReadOnly(true),
                mount("c", "/c"));
        PodMounts mounts = manager().mount(pod, FACTS);
        assertThat(made).isDirectory();
        assertThat(file).isRegularFile();
        assertThat(mounts.of(container(pod), Map.of(), List.of()))
                .extracting(m -> m.hostPath() + " " + m.readonly() + " " + m.propagation())
                .containsExactly(
                        made + " false PROPAGATION_BIDIRECTIONAL",
                        file + " true PROPAGATION_PRIVATE",
                        "/dev/null false PROPAGATION_PRIVATE");
        manager().remove("uid-1");
        assertThat(made).isDirectory();
    }

    @Test
    void pathsInVolumesAreMadeAndPinned() throws Exception {
        Volume disk = volume("disk").withEmptyDir(EmptyDirVolumeSource.EMPTY);
        Pod pod = pod(
                List.of(disk),
                mount("disk", "/a").withSubPath("x/y"),
                mount("disk", "/b").withSubPathExpr("$(NAME)/z"));
        var manager = manager();
        PodMounts mounts = manager.mount(pod, FACTS);
        Path onDisk = folders.volume("uid-1", "empty-dir", "disk");
        var first = mounts.of(container(pod), Map.of("NAME", "n"), List.of());
        assertThat(mode(onDisk.resolve("x/y"))).isEqualTo(0777);
        Path pinned = Path.of(first.getFirst().hostPath());
        assertThat(pinned).isEqualTo(folders.subPath("uid-1", "disk", "c", 0));
        Files.writeString(onDisk.resolve("x/y/file"), "seen");
        assertThat(pinned.resolve("file")).hasContent("seen");
        assertThat(onDisk.resolve("n/z")).isDirectory();
        mounts.of(container(pod), Map.of("NAME", "n"), List.of());
        assertThat(pinned.resolve("file")).hasContent("seen");
        assertThatThrownBy(() -> mounts.of(container(pod), Map.of(), List.of())).hasMessage("missing value for NAME");
        manager.remove("uid-1");
        assertThat(folders.pods()).isEmptyDirectory();
    }

    @Test
    void linksOutOfAVolumeAreRefused() throws Exception {
        Volume disk = volume("disk").withEmptyDir(EmptyDirVolumeSource.EMPTY);
        var manager = manager();
        Pod pod = pod(List.of(disk), mount("disk", "/a").withSubPath("out/new"));
        PodMounts mounts = manager.mount(pod, FACTS);
        Path onDisk = folders.volume("uid-1", "empty-dir", "disk");
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(onDisk.resolve("out"), outside);
        assertThatThrownBy(() -> mounts.of(container(pod), Map.of(), List.of()))
                .isInstanceOf(ContainerConfigException.class)
                .hasMessage("failed to create subPath directory for volumeMount \"disk\" of container \"c\"");
        assertThat(outside).isEmptyDirectory();
        Pod there = pod(List.of(disk), mount("disk", "/a").withSubPath("out"));
        assertThatThrownBy(() -> manager.mount(there, FACTS).of(container(there), Map.of(), List.of()))
                .hasMessage("failed to prepare subPath for volumeMount \"disk\" of container \"c\"");
        Pod upwards = pod(List.of(disk), mount("disk", "/a").withSubPath("a/../../b"));
        assertThatThrownBy(() -> manager.mount(upwards, FACTS).of(container(upwards), Map.of(), List.of()))
                .hasMessage("unable to provision SubPath `a/../../b`: must not contain '..'");
        Pod absolute = pod(List.of(disk), mount("disk", "/a").withSubPath("/etc"));
        assertThatThrownBy(() -> manager.mount(absolute, FACTS).of(container(absolute), Map.of(), List.of()))
                .hasMessage("error SubPath `/etc` must not be an absolute path");
        manager.remove("uid-1");
        assertThat(outside).isDirectory();
    }

    @Test
    void hostsFileAndTerminationMessage() throws Exception {
        Pod pod = pod(List.of());
        Container container = container(pod).withTerminationMessagePath("/dev/termination-log");
        var mounts = manager().mount(pod, FACTS).of(container, Map.of(), List.of("10.0.0.7"));
        assertThat(mounts).extracting(m -> m.containerPath()).containsExactly("/etc/hosts", "/dev/termination-log");
        assertThat(folders.hostsFile("uid-1")).content().endsWith("10.0.0.7\tp\n");
        Path message = Path.of(mounts.getLast().hostPath());
        assertThat(mode(message)).isEqualTo(0666);
        assertThat(message.getParent()).isEqualTo(folders.container("uid-1", "c"));
        manager().unmount("uid-1");
        assertThat(message).exists();
        manager().remove("uid-1");
        assertThat(message).doesNotExist();
    }

    @Test
    void nothingIsDeletedThroughAMount() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("precious"), "x");
        Path tree = Files.createDirectories(folder.resolve("tree/a/b"));
        Mounts.bind(data, tree, false);
        assertThatThrownBy(() -> FileTree.delete(folder.resolve("tree")))
                .hasMessageStartingWith("something is mounted at ");
        assertThat(data.resolve("precious")).exists();
        Mounts.unmount(tree);
        FileTree.delete(folder.resolve("tree"));
        assertThat(folder.resolve("tree")).doesNotExist();
        assertThat(data.resolve("precious")).exists();
    }

    @Test
    void aPathInAFolderOfTheNodeOutlivesThePod() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data/sub"));
        Files.writeString(data.resolve("precious"), "x");
        Pod pod = pod(
                List.of(volume("d")
                        .withHostPath(
                                new HostPathVolumeSource(folder.resolve("data").toString(), null))),
                mount("d", "/d").withSubPath("sub"));
        var manager = manager();
        var mounts = manager.mount(pod, FACTS).of(container(pod), Map.of(), List.of());
        assertThat(Path.of(mounts.getFirst().hostPath()).resolve("precious")).exists();
        manager.remove("uid-1");
        assertThat(folders.pods()).isEmptyDirectory();
        assertThat(data.resolve("precious")).exists();
    }

    @Test
    void recursiveReadOnly() throws Exception {
        Volume disk = volume("disk").withEmptyDir(EmptyDirVolumeSource.EMPTY);
        Pod pod = pod(
                List.of(disk),
                mount("disk", "/a").withRecursiveReadOnly("Enabled").withReadOnly(true));
        assertThatThrownBy(() -> manager().mount(pod, FACTS).of(container(pod), Map.of(), List.of()))
                .hasMessage("failed to resolve recursive read-only mode: volume \"disk\" requested recursive read-only"
                        + " mode, but it is not supported by the runtime");
    }
}
