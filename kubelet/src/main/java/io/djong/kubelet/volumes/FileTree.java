package io.djong.kubelet.volumes;

import io.djong.linux.mount.MountEntry;
import io.djong.linux.mount.MountTable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Folders with all that is in them. Symbolic links are never followed.
final class FileTree {
    private FileTree() {}

    /// Takes a folder away with its contents; none is fine, too. While something is mounted in it nothing is
    /// touched, and that is an error: what is mounted may be a folder of the node's, with somebody's data in it.
    /// A bind mount has the same device as what is around it, so the mount table is asked besides the device.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isSymbolicLink(folder)) {
            Files.delete(folder);
            return;
        }
        for (MountEntry entry : MountTable.read().below(folder.toRealPath())) {
            throw new IOException("something is mounted at " + entry.point());
        }
        Object device = Files.getAttribute(folder, "unix:dev", LinkOption.NOFOLLOW_LINKS);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                if (!device.equals(Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS))) {
                    throw new IOException("something is mounted at " + path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(path);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
