package io.djong.kubelet.volumes;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.file.PathDescriptor;
import io.djong.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Paths in volumes that containers see as volumes of their own. What a container wrote in the volume, such as a
/// symbolic link to somewhere on the node, leads nowhere: what is mounted is held by a descriptor that was reached
/// without following links.
final class SubPaths {
    private SubPaths() {}

    /// Makes the folder in the volume, and those above it, when there is nothing at that path.
    ///
    /// @param path relative, without `..`
    static void make(Path volume, String path) throws IOException, LinuxException {
        Path root = volume.toRealPath();
        Path wanted = root.resolve(path).normalize();
        if (Files.exists(wanted)) {
            return;
        }
        Path existing = wanted;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = parent(existing);
        }
        Path real = existing.toRealPath();
        requireWithin(real, root);
        int mode = (int) Files.getAttribute(root, "unix:mode") & 02777;
        PathDescriptor at = open(root, real);
        try {
            for (Path name : existing.relativize(wanted)) {
                PathDescriptor next = at.makeFolder(name.toString(), mode);
                at.close();
                at = next;
            }
        } finally {
            at.close();
        }
    }

    /// Mounts a path of the volume at a place that only root can change.
    ///
    /// @param path relative, without `..`
    static void pin(Path volume, String path, Path target) throws IOException, LinuxException {
        Path root = volume.toRealPath();
        Path real = root.resolve(path).toRealPath();
        requireWithin(real, root);
        try (PathDescriptor source = open(root, real)) {
            prepare(target, source.isFolder());
            Mounts.bind(source.path(), target, false);
        }
    }

    private static Path parent(Path path) throws IOException {
        Path above = path.getParent();
        if (above == null) {
            throw new IOException("no folder above " + path);
        }
        return above;
    }

    private static void requireWithin(Path path, Path root) throws IOException {
        if (!path.startsWith(root)) {
            throw new IOException("subpath " + path + " not within volume path " + root);
        }
    }

    /// Steps down from the volume to what was found to be the real path. A link on the way was put there since.
    private static PathDescriptor open(Path root, Path real) throws IOException, LinuxException {
        PathDescriptor at = PathDescriptor.openFolder(root);
        try {
            if (!real.equals(root)) {
                for (Path name : root.relativize(real)) {
                    PathDescriptor next = at.child(name.toString());
                    at.close();
                    at = next;
                    if (at.isLink()) {
                        throw new LinuxException("openat", real.toString(), Errno.EINVAL, "a symbolic link");
                    }
                }
            }
            return at;
        } catch (IOException | LinuxException e) {
            at.close();
            throw e;
        }
    }

    private static void prepare(Path target, boolean folder) throws IOException, LinuxException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Mounts.unmountAll(target);
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS) == folder) {
                return;
            }
            Files.delete(target);
        }
        if (folder) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(parent(target));
            Files.createFile(target);
        }
    }
}
