package io.djong.cluster.bootstrap;

import java.nio.file.Path;

/// Where a cluster of this machine keeps things. All other paths follow from these three.
///
/// @param state what survives a reboot: store, keys, images, logs (`/var/lib/djong`)
/// @param run what does not: sockets, locks, mounts (`/run/djong`)
/// @param config what people write, and the administrator's kubeconfig (`/etc/djong`)
public record ClusterFolders(Path state, Path run, Path config) {
    /// Absolute, so that other processes mean the same.
    public ClusterFolders {
        state = state.toAbsolutePath().normalize();
        run = run.toAbsolutePath().normalize();
        config = config.toAbsolutePath().normalize();
    }

    /// Keys and certificates.
    public Path certificates() {
        return state.resolve("pki");
    }

    /// The embedded store.
    public Path store() {
        return state.resolve("store");
    }

    /// One log file per process.
    public Path logs() {
        return state.resolve("logs");
    }

    /// The log of the cluster's own process.
    public Path log() {
        return logs().resolve("djong.log");
    }

    /// The log of our container runtime.
    public Path runtimeLog() {
        return logs().resolve("containerd.log");
    }

    /// Images and containers of our container runtime.
    public Path runtimeState() {
        return state.resolve("containerd");
    }

    /// Configuration and address leases of the pod network.
    public Path network() {
        return state.resolve("network");
    }

    /// Volumes and pods of the kubelet.
    public Path kubelet() {
        return state.resolve("kubelet");
    }

    /// Sockets and mounts of our container runtime.
    public Path runtime() {
        return run.resolve("containerd");
    }

    /// Our container runtime's socket.
    public Path runtimeSocket() {
        return runtime().resolve("containerd.sock");
    }

    /// Held by the cluster's process as long as it runs.
    public Path lock() {
        return run.resolve("djong.lock");
    }

    /// The number of the process that holds the lock.
    public Path pidFile() {
        return run.resolve("djong.pid");
    }

    /// The administrator's kubeconfig.
    public Path kubeconfig() {
        return config.resolve("kubeconfig");
    }

    /// Manifests that the kubelet runs without an API server.
    public Path staticPods() {
        return config.resolve("static-pods");
    }

    /// What was on the machine before us.
    public Path traces() {
        return state.resolve("before.properties");
    }
}
