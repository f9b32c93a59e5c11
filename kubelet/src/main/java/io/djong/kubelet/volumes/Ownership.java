package io.djong.kubelet.volumes;

import io.djong.linux.LinuxException;
import io.djong.linux.file.FileModes;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// The group of a pod's volumes (`fsGroup`): all files belong to it and may be read, and where the
/// volume is not read-only written, by it; what is made later in the folders belongs to it, too.
/// `fsGroupChangePolicy` means nothing for the kinds of volumes that there are here, as upstream.
/// Source: kubernetes.io/docs/tasks/configure-pod-container/security-context.
final class Ownership {
    private static final int READ_WRITE = 0660;
    private static final int READ = 0440;
    private static final int ENTER = 0110;

    private final int group;
    private final boolean readOnly;

    Ownership(long group, boolean readOnly) {
        this.group = (int) group;
        this.readOnly = readOnly;
    }

    private int mask() {
        return readOnly ? READ : READ_WRITE;
    }

    /// Changes the folder and everything in it.
    void apply(Path folder) throws IOException, LinuxException {
        LinuxException[] refused = new LinuxException[1];
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return change(path, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                return change(path, attributes);
            }

            private FileVisitResult change(Path path, BasicFileAttributes attributes) throws IOException {
                try {
                    applyOne(path, attributes);
                    return FileVisitResult.CONTINUE;
                } catch (LinuxException e) {
                    refused[0] = e;
                    return FileVisitResult.TERMINATE;
                }
            }
        });
        if (refused[0] != null) {
            throw refused[0];
        }
    }

    private void applyOne(Path path, BasicFileAttributes attributes) throws IOException, LinuxException {
        FileModes.chown(path, FileModes.UNCHANGED, group);
        if (attributes.isSymbolicLink()) {
            return;
        }
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
        FileModes.chmod(path, mode | mask() | (attributes.isDirectory() ? FileModes.SET_GID | ENTER : 0));
    }
}
