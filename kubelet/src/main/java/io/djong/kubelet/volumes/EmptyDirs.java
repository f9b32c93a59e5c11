package io.djong.kubelet.volumes;

import io.djong.api.json.GoQuote;
import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityException;
import io.djong.api.types.core.v1.EmptyDirVolumeSource;
import io.djong.api.types.core.v1.Pod;
import io.djong.kubelet.environment.PodFacts;
import io.djong.kubelet.resources.ContainerLimits;
import io.djong.linux.LinuxException;
import io.djong.linux.file.FileModes;
import io.djong.linux.mount.MountTable;
import io.djong.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/// Folders that begin empty: on the node's disk, or in its memory.
/// Source: kubernetes.io/docs/concepts/storage/volumes#emptydir.
final class EmptyDirs {
    private static final String HUGE_PAGES = "HugePages";

    private EmptyDirs() {}

    /// Makes the folder of an `emptyDir`, or finds it as it is.
    static void setUp(Path folder, EmptyDirVolumeSource source, Pod pod, PodFacts facts)
            throws IOException, LinuxException, SetupException {
        String medium = source.medium();
        if (medium.isEmpty()) {
            makeFolder(folder);
        } else if (medium.equals("Memory")) {
            inMemory(folder, memoryBytes(source, pod, facts));
        } else if (medium.startsWith(HUGE_PAGES)) {
            inHugePages(folder, medium, pod);
        } else {
            throw new SetupException("unknown storage medium " + GoQuote.quote(medium));
        }
    }

    /// A folder that everybody may use.
    static void makeFolder(Path folder) throws IOException, LinuxException {
        Files.createDirectories(folder);
        FileModes.chmod(folder, 0777);
    }

    /// A file system in memory, unless there is one at this place.
    ///
    /// @param sizeBytes 0 for the kernel's default
    static void inMemory(Path folder, long sizeBytes) throws IOException, LinuxException {
        if (isMounted(folder)) {
            return;
        }
        makeFolder(folder);
        Mounts.tmpfs(folder, sizeBytes > 0 ? "size=" + sizeBytes : "");
    }

    private static void inHugePages(Path folder, String medium, Pod pod)
            throws IOException, LinuxException, SetupException {
        if (isMounted(folder)) {
            return;
        }
        long size = pageBytes(medium, pod);
        makeFolder(folder);
        Mounts.mount("nodev", folder, "hugetlbfs", 0, "pagesize=" + size);
    }

    private static long pageBytes(String medium, Pod pod) throws SetupException {
        Set<String> sizes = new TreeSet<>();
        for (var container : pod.spec().containers()) {
            container.resources().requests().keySet().stream()
                    .filter(ResourceNames::isHugePages)
                    .forEach(sizes::add);
        }
        String wanted =
                medium.equals(HUGE_PAGES) ? "" : ResourceNames.HUGE_PAGES + medium.substring(HUGE_PAGES.length() + 1);
        if (wanted.isEmpty() && sizes.size() > 1) {
            throw new SetupException("medium: HugePages can't be used if container requests multiple huge page sizes");
        }
        String name = wanted.isEmpty() && !sizes.isEmpty() ? sizes.iterator().next() : wanted;
        if (!sizes.contains(name)) {
            throw new SetupException("hugePages storage requested, but there is no resource request for huge pages.");
        }
        try {
            return Quantity.parse(name.substring(ResourceNames.HUGE_PAGES.length()))
                    .value();
        } catch (QuantityException e) {
            throw new SetupException(e.getMessage(), e);
        }
    }

    static boolean isMounted(Path folder) throws IOException {
        return MountTable.read().isMountPoint(folder);
    }

    /// No more than the volume's limit, the pod's memory, and the memory of all pods.
    private static long memoryBytes(EmptyDirVolumeSource source, Pod pod, PodFacts facts) {
        long bytes = sharedBytes(facts);
        long ofPod = ContainerLimits.memoryBytesOfPod(pod);
        if (ofPod > 0 && (bytes == 0 || ofPod < bytes)) {
            bytes = ofPod;
        }
        Quantity limit = source.sizeLimit();
        long own = limit == null ? 0 : limit.value();
        return own > 0 && (bytes == 0 || own <= bytes) ? own : bytes;
    }

    /// The memory that all pods may have together; 0 when nobody has said.
    static long sharedBytes(PodFacts facts) {
        return facts.nodeAllocatable().getOrDefault("memory", Quantity.ZERO).value();
    }
}
