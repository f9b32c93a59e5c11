package io.djong.kubelet.volumes;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.VolumeMount;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.Mount;
import io.djong.kubelet.cri.MountPropagation;
import io.djong.kubelet.environment.ContainerConfigException;
import io.djong.kubelet.environment.Expansion;
import io.djong.kubelet.hosts.HostnameException;
import io.djong.kubelet.hosts.HostsFile;
import io.djong.kubelet.hosts.PodHostname;
import io.djong.linux.LinuxException;
import io.djong.linux.file.FileModes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The mounts of one pod's containers, from its volumes as they are set up.
final class MountedPod implements PodMounts {
    private final Pod pod;
    private final Map<String, MountedVolume> volumes;
    private final VolumeFolders folders;
    private final VolumeRules rules;
    private final RandomGenerator random;

    MountedPod(
            Pod pod,
            Map<String, MountedVolume> volumes,
            VolumeFolders folders,
            VolumeRules rules,
            RandomGenerator random) {
        this.pod = pod;
        this.volumes = Map.copyOf(volumes);
        this.folders = folders;
        this.rules = rules;
        this.random = random;
    }

    @Override
    public Optional<Path> hostPath(String volume) {
        return Optional.ofNullable(volumes.get(volume)).map(MountedVolume::path);
    }

    @Override
    public List<Mount> of(
            Container container,
            Map<String, String> environment,
            List<String> podIps,
            Map<String, ImageSpec> imageVolumes)
            throws ContainerConfigException {
        List<Mount> mounts = new ArrayList<>();
        boolean hosts = HostsFile.isWanted(pod, podIps);
        int index = 0;
        for (VolumeMount mount : container.volumeMounts()) {
            hosts = hosts && !mount.mountPath().equals(HostsFile.CONTAINER_PATH);
            ImageSpec image = imageVolumes.get(mount.name());
            mounts.add(image == null ? volume(container, mount, index, environment) : image(mount, image, environment));
            index++;
        }
        if (hosts) {
            mounts.add(hosts(podIps));
        }
        if (!container.terminationMessagePath().isEmpty()) {
            mounts.add(terminationMessage(container));
        }
        return List.copyOf(mounts);
    }

    private Mount volume(Container container, VolumeMount mount, int index, Map<String, String> environment)
            throws ContainerConfigException {
        MountedVolume volume = volumes.get(mount.name());
        if (volume == null) {
            throw new ContainerConfigException("cannot find volume " + GoQuote.quote(mount.name())
                    + " to mount into container " + GoQuote.quote(container.name()));
        }
        String subPath = subPath(mount, environment);
        Path source = subPath.isEmpty() ? volume.path() : pinned(container, mount, index, volume.path(), subPath);
        return described(mount)
                .withHostPath(source.toString())
                .withReadonly(mount.readOnly() || volume.readOnly())
                .withSelinuxRelabel(volume.managed());
    }

    private Mount image(VolumeMount mount, ImageSpec image, Map<String, String> environment)
            throws ContainerConfigException {
        return described(mount)
                .withImage(image)
                .withImageSubPath(subPath(mount, environment))
                .withReadonly(true);
    }

    private Mount described(VolumeMount mount) throws ContainerConfigException {
        String path = mount.mountPath();
        return Mount.EMPTY
                .withContainerPath(path.startsWith("/") ? path : "/" + path)
                .withPropagation(propagation(mount.mountPropagation()))
                .withRecursiveReadOnly(isRecursivelyReadOnly(mount));
    }

    private static MountPropagation propagation(@Nullable String mode) throws ContainerConfigException {
        return switch (mode == null ? "None" : mode) {
            case "None" -> MountPropagation.PROPAGATION_PRIVATE;
            case "HostToContainer" -> MountPropagation.PROPAGATION_HOST_TO_CONTAINER;
            case "Bidirectional" -> MountPropagation.PROPAGATION_BIDIRECTIONAL;
            default ->
                throw new ContainerConfigException(
                        "invalid MountPropagation mode: " + GoQuote.quote(String.valueOf(mode)));
        };
    }

    private boolean isRecursivelyReadOnly(VolumeMount mount) throws ContainerConfigException {
        String mode = mount.recursiveReadOnly();
        if (mode == null || mode.equals("Disabled")) {
            return false;
        }
        String start = "failed to resolve recursive read-only mode: volume " + GoQuote.quote(mount.name())
                + " requested recursive read-only mode, but it is not ";
        if (!mount.readOnly()) {
            throw new ContainerConfigException(start + "read-only");
        }
        String propagation = mount.mountPropagation();
        if (propagation != null && !propagation.equals("None")) {
            throw new ContainerConfigException(start + "compatible with propagation " + GoQuote.quote(propagation));
        }
        return switch (mode) {
            case "IfPossible" -> rules.recursiveReadOnly();
            case "Enabled" -> {
                if (!rules.recursiveReadOnly()) {
                    throw new ContainerConfigException(start + "supported by the runtime");
                }
                yield true;
            }
            default ->
                throw new ContainerConfigException("failed to resolve recursive read-only mode: unknown recursive"
                        + " read-only mode " + GoQuote.quote(mode));
        };
    }

    private static String subPath(VolumeMount mount, Map<String, String> environment) throws ContainerConfigException {
        String path = mount.subPathExpr().isEmpty() ? mount.subPath() : expanded(mount.subPathExpr(), environment);
        if (path.startsWith("/")) {
            throw new ContainerConfigException("error SubPath `" + path + "` must not be an absolute path");
        }
        if (Arrays.asList(path.split("/")).contains("..")) {
            throw new ContainerConfigException("unable to provision SubPath `" + path + "`: must not contain '..'");
        }
        return path;
    }

    private static String expanded(String expression, Map<String, String> environment) throws ContainerConfigException {
        TreeSet<String> missing = new TreeSet<>();
        String path = Expansion.expandWith(expression, name -> {
            String value = environment.getOrDefault(name, "");
            if (value.isEmpty()) {
                missing.add(name);
            }
            return value;
        });
        if (!missing.isEmpty()) {
            throw new ContainerConfigException("missing value for " + String.join(", ", missing));
        }
        return path;
    }

    /// Says nothing of the node's file system to the user.
    private Path pinned(Container container, VolumeMount mount, int index, Path volume, String path)
            throws ContainerConfigException {
        String end =
                " for volumeMount " + GoQuote.quote(mount.name()) + " of container " + GoQuote.quote(container.name());
        try {
            SubPaths.make(volume, path);
        } catch (IOException | LinuxException e) {
            throw new ContainerConfigException("failed to create subPath directory" + end, e);
        }
        try {
            Path target = folders.subPath(pod.metadata().uid(), mount.name(), container.name(), index);
            SubPaths.pin(volume, path, target);
            return target;
        } catch (IOException | LinuxException e) {
            throw new ContainerConfigException("failed to prepare subPath" + end, e);
        }
    }

    private Mount hosts(List<String> podIps) throws ContainerConfigException {
        Path file = folders.hostsFile(pod.metadata().uid());
        try {
            HostsFile.write(file, rules.nodeHosts(), pod, podIps, PodHostname.of(pod, rules.clusterDomain()));
        } catch (IOException | HostnameException e) {
            throw new ContainerConfigException(e.getMessage(), e);
        }
        return Mount.EMPTY
                .withContainerPath(HostsFile.CONTAINER_PATH)
                .withHostPath(file.toString())
                .withSelinuxRelabel(true);
    }

    private Mount terminationMessage(Container container) throws ContainerConfigException {
        Path folder = folders.container(pod.metadata().uid(), container.name());
        Path file = folder.resolve(String.format("%08x", random.nextInt()));
        try {
            Files.createDirectories(folder);
            Files.write(file, new byte[0]);
            FileModes.chmod(file, 0666);
        } catch (IOException | LinuxException e) {
            throw new ContainerConfigException(
                    "failed to create termination log file for container " + GoQuote.quote(container.name()), e);
        }
        return Mount.EMPTY
                .withContainerPath(container.terminationMessagePath())
                .withHostPath(file.toString())
                .withSelinuxRelabel(true);
    }
}
