package io.djong.cluster.bootstrap;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Where a cluster of this machine keeps things. All other paths follow from these three.
///
/// @param state what survives a reboot: store, keys, images, logs (`/var/lib/djong`)
/// @param run what does not: sockets, locks, mounts (`/run/djong`)
/// @param config what people write, and the administrator's kubeconfig (`/etc/djong`)
public record ClusterFolders(Path state, Path run, Path config) {
    /// Where the cluster of a machine keeps its state unless told otherwise.
    static final String STATE_DEFAULT = "/var/lib/djong";

    private static final int DIGEST_LETTERS = 8;

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

    /// The control group above those of the pods: the top for the one cluster that keeps its state in the usual
    /// folder, as upstream has it; a group of its own for any other, so that two clusters on one machine leave each
    /// other's pods alone.
    ///
    /// @return "" for the top, else a name that begins with `/`
    public String cgroupRoot() {
        if (state.equals(Path.of(STATE_DEFAULT))) {
            return "";
        }
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(state.toString().getBytes(StandardCharsets.UTF_8));
            return "/djong-" + HexFormat.of().formatHex(digest).substring(0, DIGEST_LETTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Held like [#lock]: so that nobody uses the state of a running cluster with another run folder.
    public Path stateLock() {
        return state.resolve("djong.lock");
    }

    /// The name that the node got at the first start. A machine that is renamed later keeps its node, with its pods.
    public Path nodeName() {
        return state.resolve("node-name");
    }

    /// What was on the machine before us.
    public Path traces() {
        return state.resolve("before.properties");
    }
}
