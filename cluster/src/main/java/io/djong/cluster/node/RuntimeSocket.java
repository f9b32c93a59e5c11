package io.djong.cluster.node;

import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterFolders;
import io.djong.kubelet.runtime.rpc.RuntimeEndpoint;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Whether the container runtime's socket can be used, found out before anything is changed: containerd itself would
/// delete a file that lies there, and take the name of a socket away from whoever listens on it.
public final class RuntimeSocket {
    /// So many bytes containerd takes for the name of a socket; one of its own ends with `.ttrpc`.
    private static final int BYTES_MAX = 104 - ".ttrpc".length();

    private RuntimeSocket() {}

    /// That of our own containerd, which may be running.
    ///
    /// @throws ClusterException when something else has its place
    public static void checkOwn(ClusterFolders folders) throws ClusterException {
        var socket = folders.runtimeSocket();
        int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > BYTES_MAX) {
            throw new ClusterException(
                    "the name of the socket " + socket + " has " + bytes + " bytes, and a socket's may" + " have "
                            + BYTES_MAX + "; choose a folder with a shorter name with --run-dir");
        }
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)
                || new RuntimeProcess(folders).running().isPresent()) {
            return;
        }
        if (Files.isRegularFile(socket, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(socket)) {
            throw new ClusterException(socket + " is in the way, where the container runtime's socket belongs; move it"
                    + " away, or choose another folder with --run-dir");
        }
        if (failure(socket).isEmpty()) {
            throw new ClusterException(
                    "another program listens on " + socket + ", the container runtime's socket; end it"
                            + " (ss -xlp shows it), or choose another folder with --run-dir");
        }
    }

    /// That of a runtime that somebody else starts.
    ///
    /// @param endpoint as `--container-runtime-endpoint` has it
    /// @throws ClusterException when nobody listens there
    public static void checkForeign(String endpoint) throws ClusterException {
        var socket = RuntimeEndpoint.parse(endpoint)
                .orElseThrow(() -> new ClusterException("not the address of a Unix socket: " + endpoint));
        var failure = failure(socket);
        if (!failure.isEmpty()) {
            throw new ClusterException("no container runtime listens on " + socket + " (" + failure
                    + "); start it, or leave --container-runtime-endpoint out to have one started");
        }
    }

    /// Why nobody answers there; "" when somebody does.
    private static String failure(Path socket) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return "";
        } catch (IOException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }
}
