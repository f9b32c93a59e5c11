package io.djong.cluster.node;

import io.djong.base.time.Environment;
import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.Traces;
import io.djong.linux.LinuxException;
import io.djong.linux.mount.MountEntry;
import io.djong.linux.mount.MountTable;
import io.djong.linux.mount.Mounts;
import io.djong.network.NetworkException;
import io.djong.network.NodeNetwork;
import io.djong.proxy.ProxyException;
import io.djong.proxy.ServiceProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Takes from this machine what a cluster has made on it, while the cluster's own process does not run. Each step is
/// taken even when one before it failed; what was not there is fine.
public final class Leaving {
    private static final Path SHIM_SOCKETS = Path.of("/run/containerd/s");
    /// Folders whose place containerd and its parts have fixed. Another cluster of this machine may be using them.
    private static final Set<Path> SHARED =
            Set.of(Path.of("/run/containerd"), SHIM_SOCKETS, Path.of("/run/netns"), Path.of("/var/lib/cni"));

    private final Environment environment;
    private final ClusterConfig config;
    private final List<String> problems = new ArrayList<>();
    /// Our folders that somebody gave a disk of its own: they are emptied, and stay.
    private final List<Path> disks = new ArrayList<>();

    public Leaving(Environment environment, ClusterConfig config) {
        this.environment = environment;
        this.config = config;
    }

    /// Stops all containers and our container runtime.
    ///
    /// @param removed whether the containers are taken away, too
    /// @return what went wrong, one sentence each
    public List<String> stopContainers(boolean removed) throws InterruptedException {
        var process = new RuntimeProcess(config.folders());
        if (config.runtimeEndpoint().isEmpty()) {
            var sockets = shimSockets();
            if (process.running().isPresent()) {
                problems.addAll(new Containers(environment, config.folders().runtimeSocket()).stopAll(removed));
            }
            process.end(environment);
            sockets.forEach(this::remove);
            deadSockets().forEach(this::remove);
        }
        return List.copyOf(problems);
    }

    private Set<Path> deadSockets() {
        try {
            return ShimSockets.dead(SHIM_SOCKETS);
        } catch (IOException | UncheckedIOException e) {
            problems.add(reason(SHIM_SOCKETS + " cannot be read", e));
            return Set.of();
        }
    }

    private Set<Path> shimSockets() {
        try {
            return ShimSockets.of(config.folders());
        } catch (IOException | UncheckedIOException e) {
            problems.add(reason("the sockets of the shims cannot be found", e));
            return Set.of();
        }
    }

    /// Takes everything away: containers, rules, routes, links, mounts, control groups and files.
    ///
    /// @return what went wrong, one sentence each
    public List<String> removeAll() throws InterruptedException {
        stopContainers(true);
        try {
            ServiceProxy.cleanUp();
        } catch (ProxyException e) {
            problems.add("the proxy's rules could not be taken away: " + e.getMessage());
        }
        try (var network = NodeNetwork.open(NodeServices.networkFolders(config))) {
            network.remove();
        } catch (NetworkException e) {
            problems.add(reason("the pod network could not be taken away", e));
        }
        var folders = config.folders();
        unmount(folders.run());
        unmount(folders.state());
        try {
            boolean shared = RuntimeProcess.anyRuns();
            for (Path path : new Traces(folders.traces()).absentBefore()) {
                if (shared && SHARED.contains(path)) {
                    removeEmpty(path);
                } else {
                    remove(path);
                }
            }
        } catch (IOException e) {
            problems.add(folders.traces() + " cannot be read: " + e.getMessage());
        }
        remove(folders.kubeconfig());
        remove(folders.run());
        remove(folders.state());
        return List.copyOf(problems);
    }

    private void unmount(Path folder) {
        try {
            for (MountEntry mount : MountTable.read().below(folder)) {
                if (mount.point().equals(folder)) {
                    disks.add(folder);
                } else {
                    Mounts.detach(mount.point());
                }
            }
        } catch (IOException | LinuxException e) {
            problems.add(reason("mounts below " + folder + " could not be taken away", e));
        }
    }

    /// Takes folders away that have nothing in them, here and below.
    private void removeEmpty(Path path) {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (var tree = Files.walk(path)) {
            for (Path folder : tree.filter(Files::isDirectory).toList().reversed()) {
                try {
                    Files.delete(folder);
                } catch (DirectoryNotEmptyException _) {
                    // It stays, and what it lies in, too.
                }
            }
        } catch (IOException | UncheckedIOException e) {
            problems.add(reason(path + " could not be deleted", e));
        }
    }

    /// Files of control groups cannot be deleted, and go with their folders.
    private void remove(Path path) {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean cgroup = path.startsWith("/sys/fs/cgroup");
        try (var tree = Files.walk(path)) {
            for (Path entry : tree.toList().reversed()) {
                if (!disks.contains(entry) && (!cgroup || Files.isDirectory(entry))) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            problems.add(reason(path + " could not be deleted", e));
        }
    }

    private static String reason(String what, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return what + ": " + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }
}
