package io.djong.cluster.assembly;

import io.djong.apiserver.authentication.User;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.cluster.bootstrap.ClusterCertificates;
import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterFolders;
import io.djong.cluster.bootstrap.InitialObjects;
import io.djong.cluster.bootstrap.KubeconfigWriter;
import io.djong.cluster.bootstrap.Traces;
import io.djong.cluster.node.Containerd;
import io.djong.cluster.node.NodeServices;
import io.djong.http.tls.Identity;
import io.djong.linux.LinuxException;
import io.djong.linux.file.FolderLock;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.sqlite.SqliteOptions;
import io.djong.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A cluster of one node, this machine: control plane and node in this process, containers by a containerd of their
/// own that outlives it.
///
/// The order: lock, keys, containerd's start, store, control plane, then, when containerd answers, the node.
/// Stopped, it leaves containers, networks and rules as they are.
public final class LocalCluster extends Service {
    private static final Log LOG = Log.of(LocalCluster.class);
    private static final Duration RENEWAL_PERIOD = Duration.ofHours(12);

    private final Environment environment;
    private final ClusterConfig config;
    private final Consumer<String> progress;
    private final Deque<Service> started = new ArrayDeque<>();
    private @Nullable FolderLock lock;
    private @Nullable Store store;
    private @Nullable Timer renewal;
    private volatile @Nullable Identity identity;

    /// @param progress told what has been reached during the start, in words for people
    public LocalCluster(Environment environment, ClusterConfig config, Consumer<String> progress) {
        super("cluster");
        this.environment = environment;
        this.config = config;
        this.progress = progress;
    }

    @Override
    protected void onStart() throws Exception {
        var folders = config.folders();
        new Traces(folders.traces()).noteAbsent(ForeignPaths.of(config));
        take(folders);
        var certificates = ClusterCertificates.open(folders.certificates(), environment.clock());
        new KubeconfigWriter(certificates, config.serverUrl()).administrator(folders.kubeconfig());
        var containerd = new Containerd(environment, folders);
        boolean own = config.runtimeEndpoint().isEmpty();
        if (own) {
            begin(containerd);
        }
        progress.accept("keys and certificates are there");
        identity = certificates.server(config);
        certificates.kubelet(config);
        renewal = environment.timers().every(RENEWAL_PERIOD, () -> renew(certificates));
        var opened = open(folders);
        store = opened;
        var controlPlane = new ControlPlane(environment, opened, config, certificates, this::shown);
        begin(controlPlane);
        progress.accept("API server, controllers and scheduler run");
        if (own) {
            containerd.awaitReady();
            containerd.bringImages();
            progress.accept("container runtime answers");
        }
        begin(new NodeServices(environment, config, clients(controlPlane)));
        progress.accept("pod network, proxy and names work");
        LOG.info("Cluster runs", LogKey.NODE.is(config.nodeName()), LogKey.ADDRESS.is(config.serverUrl()));
    }

    private NodeServices.NodeClients clients(ControlPlane controlPlane) {
        return new NodeServices.NodeClients(
                controlPlane.administrator(),
                controlPlane.client(
                        User.of("system:node:" + config.nodeName(), "system:nodes", User.AUTHENTICATED_GROUP)),
                controlPlane.client(User.of("system:kube-proxy", User.AUTHENTICATED_GROUP)),
                controlPlane.client(User.serviceAccount(InitialObjects.SYSTEM, InitialObjects.DNS_ACCOUNT)));
    }

    private void take(ClusterFolders folders) throws ClusterException {
        try {
            Files.createDirectories(folders.run());
            Files.createDirectories(folders.logs());
            Files.createDirectories(folders.staticPods());
            lock = FolderLock.tryTake(folders.lock())
                    .orElseThrow(() -> new ClusterException(
                            "a cluster runs already with its state in " + folders.state() + "; see djong status"));
            Files.writeString(
                    folders.pidFile(), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException | LinuxException e) {
            throw new ClusterException("the folders of the cluster cannot be made: " + e.getMessage(), e);
        }
    }

    private Store open(ClusterFolders folders) throws ClusterException, InterruptedException, IOException {
        Files.createDirectories(folders.store());
        try {
            return SqliteStore.open(environment, folders.store(), SqliteOptions.defaults());
        } catch (StoreException e) {
            throw new ClusterException("the store cannot be opened: " + e.getMessage(), e);
        }
    }

    private Identity shown() {
        var present = identity;
        if (present == null) {
            throw new IllegalStateException("no identity before the start");
        }
        return present;
    }

    private void renew(ClusterCertificates certificates) {
        try {
            identity = certificates.server(config);
            certificates.kubelet(config);
            new KubeconfigWriter(certificates, config.serverUrl())
                    .administrator(config.folders().kubeconfig());
        } catch (ClusterException e) {
            LOG.error("Certificates could not be renewed", e);
        }
    }

    private void begin(Service service) throws Exception {
        service.start();
        started.push(service);
    }

    @Override
    protected void onStop() throws InterruptedException {
        if (renewal != null) {
            renewal.cancel();
        }
        while (!started.isEmpty()) {
            started.pop().stop();
        }
        try {
            if (store != null) {
                store.close();
            }
            Files.deleteIfExists(config.folders().pidFile());
        } catch (IOException e) {
            LOG.warning("The cluster could not be closed in full", e);
        }
        if (lock != null) {
            lock.close();
        }
    }
}
