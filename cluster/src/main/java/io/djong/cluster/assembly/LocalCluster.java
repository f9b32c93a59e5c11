package io.djong.cluster.assembly;

import io.djong.apiserver.authentication.User;
import io.djong.apiserver.options.OptionsException;
import io.djong.apiserver.options.StoreSettings;
import io.djong.base.lifecycle.Meanwhile;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.KubeClient;
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
import io.djong.store.etcd.EtcdStore;
import io.djong.store.sqlite.SqliteOptions;
import io.djong.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A cluster of one node, this machine: control plane and node in this process, containers by a containerd of their
/// own that outlives it.
///
/// The order: lock, containerd's launch; then keys beside the store; API server; controllers and scheduler beside pod
/// network, proxy and names; when containerd answers, the kubelet. Stopped, it leaves containers, networks and rules
/// as they are.
public final class LocalCluster extends Service {
    private static final Log LOG = Log.of(LocalCluster.class);
    private static final Duration RENEWAL_PERIOD = Duration.ofHours(12);

    private final Environment environment;
    private final ClusterConfig config;
    private final StartListener listener;
    private final ReentrantLock telling = new ReentrantLock();
    private final Deque<Service> started = new ArrayDeque<>();
    private final List<Meanwhile<?>> beside = new ArrayList<>();
    private final Deque<FolderLock> locks = new ArrayDeque<>();
    private @Nullable Store store;
    private @Nullable Timer renewal;
    private volatile @Nullable Identity identity;

    /// @param listener told what has been reached during the start
    public LocalCluster(Environment environment, ClusterConfig config, StartListener listener) {
        super("cluster");
        this.environment = environment;
        this.config = config;
        this.listener = listener;
    }

    @Override
    protected void onStart() throws Exception {
        var folders = config.folders();
        new Traces(folders.traces()).noteAbsent(ForeignPaths.of(config));
        take(folders);
        var runtime = runtime(folders);
        var reading = meanwhile("keys", () -> environment.threads().cpu(() -> keys(folders)));
        var opened = open(folders);
        store = opened;
        var certificates = reading.await(ClusterException.class);
        renewal = environment.timers().every(RENEWAL_PERIOD, () -> renew(certificates));
        reached("keys and certificates are there");
        var controlPlane = new ControlPlane(environment, opened, config, certificates, this::shown);
        begin(controlPlane);
        var heartbeat = NodeReadiness.heartbeat(controlPlane.administrator(), config.nodeName());
        begin(new NodeServices(environment, config, clients(controlPlane), runtime));
        reached("pod network, proxy and names work");
        controlPlane.awaitLoops();
        reached("API server, controllers and scheduler run");
        meanwhile("node readiness", () -> ready(controlPlane.administrator(), heartbeat));
        LOG.info("Cluster runs", LogKey.NODE.is(config.nodeName()), LogKey.ADDRESS.is(config.serverUrl()));
    }

    /// Launches containerd, unless somebody else's is used, and waits for it beside the rest.
    private NodeServices.RuntimeWait runtime(ClusterFolders folders) throws Exception {
        if (!config.runtimeEndpoint().isEmpty()) {
            return () -> {};
        }
        var containerd = new Containerd(environment, folders);
        begin(containerd);
        var waiting = meanwhile("container runtime", () -> {
            containerd.awaitReady();
            containerd.bringImages();
            reached("container runtime answers");
            return containerd;
        });
        return () -> waiting.await(ClusterException.class);
    }

    /// Reads what there is and makes what is missing: keys, certificates, the administrator's kubeconfig.
    private ClusterCertificates keys(ClusterFolders folders) throws ClusterException {
        var certificates = ClusterCertificates.open(folders.certificates(), environment.clock());
        new KubeconfigWriter(certificates, config.serverUrl()).administrator(folders.kubeconfig());
        identity = certificates.server(config);
        certificates.kubelet(config);
        return certificates;
    }

    private LocalCluster ready(KubeClient client, Instant heartbeat) throws InterruptedException {
        NodeReadiness.await(environment, client, config.nodeName(), heartbeat);
        telling.lock();
        try {
            listener.nodeReady();
        } finally {
            telling.unlock();
        }
        return this;
    }

    private void reached(String step) {
        telling.lock();
        try {
            listener.reached(step);
        } finally {
            telling.unlock();
        }
    }

    private <T> Meanwhile<T> meanwhile(String name, Meanwhile.Work<T> work) {
        var begun = Meanwhile.begin(environment, name, work);
        beside.add(begun);
        return begun;
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
            for (Path file : List.of(folders.lock(), folders.stateLock())) {
                locks.push(
                        FolderLock.tryTake(file)
                                .orElseThrow(
                                        () -> new ClusterException(
                                                "a cluster runs already that uses " + file.getParent()
                                                        + "; djong status tells of it, or choose other folders with --data-dir and --run-dir")));
            }
            Files.writeString(folders.nodeName(), config.nodeName() + "\n");
            Files.writeString(
                    folders.pidFile(), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException | LinuxException e) {
            throw new ClusterException("the folders of the cluster cannot be made: " + e.getMessage(), e);
        }
    }

    private Store open(ClusterFolders folders) throws ClusterException, InterruptedException, IOException {
        try {
            if (!config.etcd().isEmpty()) {
                return EtcdStore.open(environment, StoreSettings.etcd(config.etcd()));
            }
            Files.createDirectories(folders.store());
            return SqliteStore.open(environment, folders.store(), SqliteOptions.defaults());
        } catch (StoreException.Unavailable e) {
            var next = config.etcd().isEmpty() ? "" : "; start etcd, or say with --etcd-servers where it is";
            throw new ClusterException("the store cannot be opened: " + e.getMessage() + next, e);
        } catch (StoreException | OptionsException e) {
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
        for (var each : beside) {
            each.abandon();
        }
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
        while (!locks.isEmpty()) {
            locks.pop().close();
        }
    }
}
