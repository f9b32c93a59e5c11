package io.djong.kubelet.images.archive;

import java.util.List;
import java.util.Map;

/// What a small image is made of: one layer of files, and how its container starts. The same recipe makes the same
/// bytes everywhere.
///
/// @param name in full, as [io.djong.kubelet.images.reference.ImageReference] writes it
/// @param architecture what the binaries in it run on
/// @param files the layer, in order; a directory before what lies in it
/// @param entrypoint the program and its first arguments; none means that the command's first word is the program
/// @param command arguments that a pod's `args` replaces
/// @param environment variables, in the order of their names
/// @param workingDirectory "" for the root directory
/// @param user `uid`, `uid:gid` or a name from the image's `/etc/passwd`; "" for root
public record ImageRecipe(
        String name,
        Architecture architecture,
        List<LayerFile> files,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        String workingDirectory,
        String user) {

    /// One member of the layer with its content, which is empty for what has none.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record LayerFile(TarEntry entry, byte[] content) {
        /// A regular file.
        public static LayerFile file(String path, int mode, byte[] content) {
            return new LayerFile(TarEntry.file(path, mode, content.length), content);
        }

        /// A directory.
        public static LayerFile directory(String path, int mode) {
            return new LayerFile(TarEntry.directory(path, mode), new byte[0]);
        }

        /// A symbolic link.
        public static LayerFile link(String path, String target) {
            return new LayerFile(TarEntry.symbolicLink(path, target), new byte[0]);
        }
    }

    public ImageRecipe {
        files = List.copyOf(files);
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// An image that starts a program and has nothing else to say.
    public static ImageRecipe of(
            String name, Architecture architecture, List<LayerFile> files, List<String> entrypoint) {
        return new ImageRecipe(name, architecture, files, entrypoint, List.of(), Map.of(), "", "");
    }
}
