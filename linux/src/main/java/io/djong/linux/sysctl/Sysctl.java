package io.djong.linux.sysctl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Kernel parameters by name, such as `net.ipv4.ip_forward`. Those of the network are those of the namespace of the
/// calling thread.
public final class Sysctl {
    private final Path root;

    /// @param root `/proc/sys`, or a tree like it
    public Sysctl(Path root) {
        this.root = root;
    }

    /// The parameters of this machine.
    public static Sysctl system() {
        return new Sysctl(Path.of("/proc/sys"));
    }

    /// The value without its line end; empty when the kernel has no such parameter.
    ///
    /// @param name with dots; a slash stands for a dot inside a part, as in `net.ipv4.conf.eth0/1.rp_filter`
    public Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(
                    Files.readString(path(name), StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// @throws NoSuchFileException the kernel has no such parameter
    /// @throws IOException the kernel refuses the value
    public void write(String name, String value) throws IOException {
        Path path = path(name);
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        Files.writeString(path, value, StandardCharsets.UTF_8);
    }

    private Path path(String name) {
        String relative = name.replace('.', '\0').replace('/', '.').replace('\0', '/');
        Path path = root.resolve(relative).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IllegalArgumentException("not the name of a kernel parameter: " + name);
        }
        return path;
    }
}
