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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Takes from this machine what a cluster has made on it, while the cluster's own process does not run. Each step is
/// taken even when one before it failed; what was not there is fine.
public final class Leaving {
    private final Environment environment;
    private final ClusterConfig config;
    private final List<String> problems = new ArrayList<>();

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
            if (process.running().isPresent()) {
                problems.addAll(new Containers(environment, config.folders().runtimeSocket()).stopAll(removed));
            }
            process.end(environment);
        }
        return List.copyOf(problems);
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
            for (Path path : new Traces(folders.traces()).absentBefore()) {
                remove(path);
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
                Mounts.detach(mount.point());
            }
        } catch (IOException | LinuxException e) {
            problems.add(reason("mounts below " + folder + " could not be taken away", e));
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
                if (!cgroup || Files.isDirectory(entry)) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
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
