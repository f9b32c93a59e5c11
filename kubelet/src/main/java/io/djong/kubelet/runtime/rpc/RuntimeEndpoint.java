package io.djong.kubelet.runtime.rpc;

import java.nio.file.Path;
import java.util.Optional;

/// The socket of a container runtime, as `--container-runtime-endpoint` writes it:
/// `unix:///run/containerd/containerd.sock`.
public final class RuntimeEndpoint {
    /// The runtime that Djong starts for itself.
    public static final String OWN = "unix:///run/djong/containerd/containerd.sock";

    private static final String UNIX = "unix://";

    private RuntimeEndpoint() {}

    /// The socket's path; empty when the text is not `unix://` and an absolute path, nor an absolute path alone.
    public static Optional<Path> parse(String endpoint) {
        var path = endpoint.startsWith(UNIX) ? endpoint.substring(UNIX.length()) : endpoint;
        return path.startsWith("/") ? Optional.of(Path.of(path)) : Optional.empty();
    }
}
