package io.djong.kubelet.volumes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whether a path of the node is what a volume of kind `hostPath` says that it is.
/// Source: kubernetes.io/docs/concepts/storage/volumes#hostpath.
final class HostPathCheck {
    private static final int TYPE_MASK = 0170000;
    private static final int SOCKET = 0140000;
    private static final int BLOCK_DEVICE = 0060000;
    private static final int CHARACTER_DEVICE = 0020000;

    private HostPathCheck() {}

    /// Checks, and makes what is to be made when missing.
    ///
    /// @param type the volume's; null or "" checks nothing
    /// @throws IOException with upstream's words
    static void check(String path, @Nullable String type) throws IOException {
        if (Arrays.asList(path.split("/")).contains("..")) {
            throw new IOException("invalid HostPath `" + path + "`: must not contain '..'");
        }
        if (type == null || type.isEmpty()) {
            return;
        }
        Path file = Path.of(path);
        switch (type) {
            case "DirectoryOrCreate", "Directory" -> {
                if (type.equals("DirectoryOrCreate") && !Files.exists(file)) {
                    Files.createDirectories(file);
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
                require(Files.isDirectory(file), path, "a directory");
            }
            case "FileOrCreate", "File" -> {
                if (type.equals("FileOrCreate") && !Files.exists(file)) {
                    Files.createFile(file);
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
                }
                require(Files.isRegularFile(file), path, "a file");
            }
            case "Socket" -> require(isOf(file, SOCKET), path, "a socket file");
            case "CharDevice" -> require(isOf(file, CHARACTER_DEVICE), path, "a character device");
            case "BlockDevice" -> require(isOf(file, BLOCK_DEVICE), path, "a block device");
            default -> throw new IOException(type + " is an invalid volume type");
        }
    }

    private static boolean isOf(Path file, int kind) throws IOException {
        return Files.exists(file) && ((int) Files.getAttribute(file, "unix:mode") & TYPE_MASK) == kind;
    }

    private static void require(boolean is, String path, String what) throws IOException {
        if (!is) {
            throw new IOException("hostPath type check failed: " + path + " is not " + what);
        }
    }
}
