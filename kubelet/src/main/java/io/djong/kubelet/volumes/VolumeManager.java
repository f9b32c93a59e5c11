package io.djong.kubelet.volumes;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Volume;
import io.djong.base.time.Environment;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.environment.PodFacts;
import io.djong.kubelet.references.ReferencedObjects;
import io.djong.linux.LinuxException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sets up the volumes of this node's pods in folders of the node. What it makes is found again after a restart;
/// what it does not know any more is named by [#orphans].
///
/// Kinds: emptyDir, configMap, secret, projected, downwardAPI, hostPath; image is left to the container runtime. Any
/// other kind is refused by its name.
public final class VolumeManager implements PodVolumes {
    private final Environment environment;
    private final VolumeFolders folders;
    private final VolumeRules rules;
    private final ProjectedContents contents;
    private final ServiceAccountTokens tokens;
    private final MountFailures failures;
    private final Map<String, Map<String, MountedVolume>> mounted = new ConcurrentHashMap<>();

    /// @param references who has the ConfigMaps and Secrets that volumes name
    /// @param events told `FailedMount` for each volume that cannot be set up
    public VolumeManager(
            Environment environment,
            VolumeFolders folders,
            VolumeRules rules,
            ReferencedObjects references,
            ServiceAccountTokens tokens,
            EventRecorder events) {
        this.environment = environment;
        this.folders = folders;
        this.rules = rules;
        this.contents = new ProjectedContents(references, tokens);
        this.tokens = tokens;
        this.failures = new MountFailures(environment, events);
    }

    @Override
    public PodMounts mount(Pod pod, PodFacts facts) throws VolumeException, InterruptedException {
        String uid = pod.metadata().uid();
        Map<String, MountedVolume> before = mounted.getOrDefault(uid, Map.of());
        Map<String, MountedVolume> now = new TreeMap<>();
        String failed = null;
        try {
            makePodFolder(uid);
        } catch (IOException e) {
            throw new VolumeException("Failed", "error making pod data directories: " + e.getMessage(), e);
        }
        for (Volume volume : UsedVolumes.of(pod)) {
            MountedVolume known = before.get(volume.name());
            try {
                MountedVolume fresh = setUp(pod, volume, facts, known);
                if (fresh != null) {
                    now.put(volume.name(), fresh);
                }
                failures.clear(uid, volume.name());
            } catch (SetupException e) {
                String message =
                        "MountVolume.SetUp failed for volume " + GoQuote.quote(volume.name()) + " : " + e.getMessage();
                failures.tell(pod, volume.name(), message);
                if (known != null) {
                    now.put(volume.name(), known);
                } else if (failed == null) {
                    failed = message;
                }
            }
        }
        mounted.put(uid, Map.copyOf(now));
        if (failed != null) {
            throw new VolumeException("FailedMount", failed, null);
        }
        return new MountedPod(pod, now, folders, rules, environment.random());
    }

    private void makePodFolder(String uid) throws IOException {
        Path folder = folders.pod(uid);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        }
    }

    /// Null for what the container runtime mounts.
    private @Nullable MountedVolume setUp(Pod pod, Volume volume, PodFacts facts, @Nullable MountedVolume known)
            throws SetupException, InterruptedException {
        VolumeKind kind = VolumeKind.of(volume);
        return switch (kind.state()) {
            case FILES, PRIVATE_FILES -> files(pod, volume, kind, facts);
            case EMPTY -> known == null ? empty(pod, volume, kind, facts) : known;
            case NODE_PATH -> known == null ? nodePath(volume) : known;
            case IMAGE -> null;
            case UNKNOWN ->
                throw new SetupException("volumes of type " + kind.name() + " are not supported by this kubelet");
        };
    }

    private MountedVolume files(Pod pod, Volume volume, VolumeKind kind, PodFacts facts)
            throws SetupException, InterruptedException {
        Path folder = folders.volume(pod.metadata().uid(), kind.folder(), volume.name());
        Map<String, ProjectedFile> wanted = contents.of(pod, volume, facts);
        Long group = group(pod);
        onPlatformThread(() -> {
            if (kind.state() == VolumeKind.State.PRIVATE_FILES) {
                EmptyDirs.inMemory(folder, EmptyDirs.sharedBytes(facts));
            } else if (!Files.isDirectory(folder)) {
                EmptyDirs.makeFolder(folder);
            }
            new AtomicWriter(folder, environment).write(wanted, all -> own(all, group, true));
        });
        return new MountedVolume(folder, true, true);
    }

    private MountedVolume empty(Pod pod, Volume volume, VolumeKind kind, PodFacts facts)
            throws SetupException, InterruptedException {
        String uid = pod.metadata().uid();
        Path folder = folders.volume(uid, kind.folder(), volume.name());
        Path ready = folders.ready(uid, kind.folder(), volume.name());
        var source = volume.emptyDir();
        if (source == null) {
            throw new IllegalStateException("not an emptyDir: " + volume.name());
        }
        onPlatformThread(() -> {
            boolean found = Files.exists(ready) && Files.isDirectory(folder);
            if (found && (source.medium().isEmpty() || EmptyDirs.isMounted(folder))) {
                return;
            }
            EmptyDirs.setUp(folder, source, pod, facts);
            own(folder, group(pod), false);
            Files.createDirectories(ready.resolveSibling(""));
            if (!Files.exists(ready)) {
                Files.createFile(ready);
            }
        });
        return new MountedVolume(folder, false, true);
    }

    private MountedVolume nodePath(Volume volume) throws SetupException, InterruptedException {
        var source = volume.hostPath();
        if (source == null) {
            throw new IllegalStateException("not a hostPath: " + volume.name());
        }
        onPlatformThread(() -> HostPathCheck.check(source.path(), source.type()));
        return new MountedVolume(Path.of(source.path()), false, false);
    }

    private static @Nullable Long group(Pod pod) {
        var context = pod.spec().securityContext();
        return context == null ? null : context.fsGroup();
    }

    private static void own(Path folder, @Nullable Long group, boolean readOnly) throws IOException, LinuxException {
        if (group != null) {
            new Ownership(group, readOnly).apply(folder);
        }
    }

    /// What is done to files. Takes a while, and holds the thread that does it.
    private interface FileWork {
        void run() throws IOException, LinuxException, SetupException;
    }

    private void onPlatformThread(FileWork work) throws SetupException, InterruptedException {
        environment.threads().<Boolean, SetupException>cpu(() -> {
            try {
                work.run();
                return true;
            } catch (IOException | LinuxException e) {
                throw new SetupException(shown(e), e);
            }
        });
    }

    /// Java's messages of file systems are paths, when the fault is a usual one.
    private static String shown(Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
            case FileAlreadyExistsException present -> present.getFile() + ": file exists";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    @Override
    public void unmount(String podUid) throws VolumeException, InterruptedException {
        takeAway(podUid, List.of("volumes", "volume-subpaths", "plugins"));
    }

    @Override
    public void remove(String podUid) throws VolumeException, InterruptedException {
        takeAway(podUid, List.of(""));
    }

    private void takeAway(String uid, List<String> parts) throws VolumeException, InterruptedException {
        mounted.remove(uid);
        tokens.forget(uid);
        failures.forget(uid);
        Path folder = folders.pod(uid);
        try {
            onPlatformThread(() -> {
                if (Files.isDirectory(folder)) {
                    PodUnmount.all(folder.toRealPath());
                }
                for (String part : parts) {
                    FileTree.delete(part.isEmpty() ? folder : folder.resolve(part));
                }
            });
        } catch (SetupException e) {
            throw new VolumeException(
                    "FailedUnMount", "UnmountVolume.TearDown failed for pod " + uid + " : " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> orphans(Set<String> knownUids) {
        if (!Files.isDirectory(folders.pods())) {
            return List.of();
        }
        try (Stream<Path> pods = Files.list(folders.pods())) {
            return pods.filter(Files::isDirectory)
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(uid -> !knownUids.contains(uid))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
