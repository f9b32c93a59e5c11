package io.djong.cluster.node;

import io.djong.cluster.bootstrap.ClusterFolders;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The sockets at which the shims of our containers listen. Their folder (`/run/containerd/s`) is fixed and every
/// containerd of the machine uses it; a shim that is killed leaves its socket there. Which are ours stands in the
/// bundles of our containers: in `address`, since containerd 2 in `bootstrap.json`.
final class ShimSockets {
    private static final Pattern ADDRESS = Pattern.compile("unix://(/[^\"\\s]+)");
    private static final int BUNDLE_DEPTH = 3;

    private ShimSockets() {}

    /// Those in a folder at which nobody listens any more: what killed shims left, whoever's they were.
    static Set<Path> dead(Path folder) throws IOException {
        var found = new TreeSet<Path>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (var files = Files.list(folder)) {
            files.filter(ShimSockets::refuses).forEach(found::add);
        }
        return found;
    }

    private static boolean refuses(Path file) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(file));
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Those of the containers that have a bundle now.
    static Set<Path> of(ClusterFolders folders) throws IOException {
        var bundles = folders.runtime().resolve("io.containerd.runtime.v2.task");
        var found = new TreeSet<Path>();
        if (!Files.isDirectory(bundles)) {
            return found;
        }
        List<Path> notes;
        try (var tree = Files.find(
                bundles, BUNDLE_DEPTH, (file, _) -> file.endsWith("address") || file.endsWith("bootstrap.json"))) {
            notes = tree.toList();
        }
        for (Path note : notes) {
            ADDRESS.matcher(Files.readString(note))
                    .results()
                    .map(match -> Path.of(match.group(1)))
                    .forEach(found::add);
        }
        return found;
    }
}
