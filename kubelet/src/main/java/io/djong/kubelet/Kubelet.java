package io.djong.kubelet;

import static io.djong.base.log.LogKey.MESSAGE;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.health.HealthCheck;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.events.EventRecorder;
import io.djong.client.events.EventSink;
import io.djong.client.informer.Informer;
import io.djong.client.informer.InformerFactory;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.tls.ClientTls;
import io.djong.kubelet.eviction.Eviction;
import io.djong.kubelet.eviction.EvictionMetrics;
import io.djong.kubelet.images.pull.ImagePuller;
import io.djong.kubelet.node.Machine;
import io.djong.kubelet.node.MachineReader;
import io.djong.kubelet.node.NodeFacts;
import io.djong.kubelet.node.NodeLease;
import io.djong.kubelet.node.NodeReporter;
import io.djong.kubelet.pods.DesiredPods;
import io.djong.kubelet.pods.KubeletPods;
import io.djong.kubelet.pods.MirrorPods;
import io.djong.kubelet.pods.PodRooms;
import io.djong.kubelet.pods.PodWorkers;
import io.djong.kubelet.probes.Probes;
import io.djong.kubelet.references.WatchedReferences;
import io.djong.kubelet.runtime.CollectionLoop;
import io.djong.kubelet.runtime.CriPodRuntime;
import io.djong.kubelet.runtime.LifecycleEvents;
import io.djong.kubelet.runtime.LogRotation;
import io.djong.kubelet.runtime.RuntimeCollection;
import io.djong.kubelet.runtime.RuntimeMetrics;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import io.djong.kubelet.runtime.rpc.RuntimeEndpoint;
import io.djong.kubelet.runtime.service.ImageService;
import io.djong.kubelet.runtime.service.RuntimeOperations;
import io.djong.kubelet.runtime.service.RuntimeService;
import io.djong.kubelet.server.KubeletServer;
import io.djong.kubelet.staticpods.StaticPodFolder;
import io.djong.kubelet.stats.StatsReader;
import io.djong.kubelet.status.StatusWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A kubelet, whole: it registers the node, runs the pods that are given to it, says how they are,
/// and serves their logs and terminals.
///
/// Started, it works; whether the API server or the runtime can be reached yet does not matter.
/// Stopped, nothing of it runs any more, while containers go on. A kubelet that is started later on
/// the same folders and the same runtime finds them again: same containers, same restart counts.
public final class Kubelet extends Service {
    private static final Log LOG = Log.of(Kubelet.class);

    private final Environment environment;
    private final KubeClient client;
    private final KubeletConfig config;
    private final MetricRegistry metrics;
    private final Deque<Service> started = new ArrayDeque<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable InformerFactory informers;
    private @Nullable StatsReader stats;
    private @Nullable WatchedReferences references;
    private volatile @Nullable PodWorkers workers;
    private volatile @Nullable KubeletPods pods;
    private volatile @Nullable Eviction eviction;

    /// A kubelet that is not started.
    ///
    /// @param client as `system:node:<name>` of the group `system:nodes`
    /// @param metrics where upstream's `kubelet_*` metrics go
    public Kubelet(Environment environment, KubeClient client, KubeletConfig config, MetricRegistry metrics) {
        super("kubelet");
        this.environment = environment;
        this.client = client;
        this.config = config;
        this.metrics = metrics;
    }

    /// The node's pods; empty before the start.
    public List<Pod> pods() {
        var known = pods;
        return known == null ? List.of() : known.pods();
    }

    @Override
    protected void onStart() throws Exception {
        var folders = config.folders();
        for (Path folder : List.of(folders.root(), folders.root().resolve("pods"), folders.podLogs())) {
            Files.createDirectories(folder);
        }
        var reader = new MachineReader(Path.of("/"), folders.root());
        var machine = reader.read();
        MachineRules.check(config, machine);
        var operations = new RuntimeOperations(environment.ticker(), metrics);
        var socket =
                RpcSocket.open(environment, endpoint(config.runtimeEndpoint())).observedBy(operations);
        open.push(socket);
        var imageSocket = socket;
        if (!config.imageEndpoint().isEmpty() && !config.imageEndpoint().equals(config.runtimeEndpoint())) {
            imageSocket = RpcSocket.open(environment, endpoint(config.imageEndpoint()))
                    .observedBy(operations);
            open.push(imageSocket);
        }
        var runtime = new RuntimeService(socket);
        var images = new ImageService(imageSocket);
        var events = new EventSink("kubelet", environment, client.of(CoreV1.EVENTS));
        begin(events);
        var cri = new CriNode(environment, runtime, images);
        var recorder = recorder(events);
        MachineRules.warn(config.node().name(), recorder);
        MachineRules.show(config.node().name(), metrics);
        var reporter =
                new NodeReporter(environment, client, config.node(), reader::read, cri, this::pressures, recorder);
        var lifecycle = new LifecycleEvents(environment, socket, metrics);
        begin(new NodeLease(environment, client, config.node()));
        begin(reporter);
        begin(lifecycle);
        startPods(runtime, images, cri, reporter, lifecycle, machine, recorder);
        startServer(machine, lifecycle, runtime);
    }

    private EventRecorder recorder(EventSink events) {
        return events.recorder("kubelet", config.node().name());
    }

    private static Path endpoint(String text) throws IOException {
        return RuntimeEndpoint.parse(text)
                .orElseThrow(() -> new IOException("not the address of a Unix socket: " + text));
    }

    private void startPods(
            RuntimeService runtime,
            ImageService images,
            CriNode cri,
            NodeReporter reporter,
            LifecycleEvents lifecycle,
            Machine machine,
            EventRecorder events)
            throws Exception {
        var factory = new InformerFactory(environment, client);
        informers = factory;
        var mine = factory.informer(
                CoreV1.PODS,
                ListQuery.ALL.withFieldSelector("spec.nodeName=" + config.node().name()));
        var self = factory.informer(
                CoreV1.NODES,
                ListQuery.ALL.withFieldSelector("metadata.name=" + config.node().name()));
        var services = factory.informer(CoreV1.SERVICES);
        var writer = new StatusWriter(environment, metrics, client, this::object);
        var desired = new DesiredPods(mine, writer::get);
        pods = desired;
        desired.show(metrics);
        var watched = new WatchedReferences(environment, client, this::changed);
        references = watched;
        var facts = NodeFacts.of(config.node(), machine);
        var http = new HttpClient(
                environment, HttpClientConfig.of(ClientTls.INSECURE).withHttp2(false));
        open.push(http);
        var puller = new ImagePuller(
                environment, images, RoomSettings.pulledImages(config), events, RoomSettings.pulls(config), metrics);
        var probes = new Probes(environment, runtime::execSync, events, writer::get, this::changed, metrics);
        open.push(probes);
        var surroundings = RoomSettings.surroundings(
                environment, client, config, machine, facts, watched, services, events, desired::pods);
        var rooms = new PodRooms(
                desired,
                lifecycle,
                new CriPodRuntime(
                        environment,
                        runtime,
                        images,
                        puller,
                        http,
                        events,
                        RoomSettings.runtime(config),
                        new RuntimeMetrics(metrics)),
                surroundings,
                probes,
                writer,
                new MirrorPods(client, () -> node(self, reporter)),
                events,
                cri::networkProblem,
                facts::addresses,
                this::pressures);
        var loops = new PodWorkers(
                environment,
                metrics,
                rooms,
                mine,
                () -> node(self, reporter),
                this::newestNode,
                config.node().maxPods(),
                config.syncFrequency());
        workers = loops;
        startLoops(loops, writer);
        var rotation = new LogRotation(environment, lifecycle, runtime, RoomSettings.rotation(config));
        begin(rotation);
        startCollections(loops, runtime, images, events);
        factory.start();
    }

    /// The conditions of pressure that the node has.
    private List<String> pressures() {
        var looking = eviction;
        return looking == null ? List.of() : looking.pressures();
    }

    private void startLoops(PodWorkers loops, StatusWriter writer) throws Exception {
        var manifests = config.folders().staticPods();
        if (manifests != null) {
            begin(new StaticPodFolder(
                    environment, manifests, config.node().name(), config.fileCheckFrequency(), loops::setStatic));
        }
        begin(writer);
        begin(loops);
    }

    /// What removes what nobody needs, and pods when that is not enough.
    private void startCollections(PodWorkers loops, RuntimeService runtime, ImageService images, EventRecorder events)
            throws Exception {
        var node = NodeReporter.reference(config.node().name());
        var containers = new RuntimeCollection(environment, runtime, RoomSettings.runtime(config));
        begin(new CollectionLoop(environment, containers, loops::isGone, events, node));
        var unused = RoomSettings.imageCollection(environment, runtime, images, config, events);
        begin(unused);
        var measured = stats(runtime, images);
        stats = measured;
        var resources = RoomSettings.resources(config, measured, () -> {
            try {
                containers.collect(loops::isGone, loops::hasEnded);
                unused.removeUnused();
            } catch (RpcException e) {
                LOG.warning(
                        "Eviction manager: unexpected error when attempting to reduce resource pressure",
                        MESSAGE.is(String.valueOf(e.getMessage())));
            }
        });
        var settings = EvictionOptions.settings(
                config.eviction(),
                config.node().evictionHard(),
                config.cgroups().perQos());
        var looking = new Eviction(environment, settings, resources, loops, events, node, new EvictionMetrics(metrics));
        eviction = looking;
        begin(looking);
    }

    private StatsReader stats(RuntimeService runtime, ImageService images) {
        return new StatsReader(
                environment,
                config.node().name(),
                Objects.requireNonNull(pods),
                runtime,
                images,
                Path.of("/"),
                config.folders().root(),
                config.folders().podLogs());
    }

    private void startServer(Machine machine, LifecycleEvents lifecycle, RuntimeService runtime) throws Exception {
        var known = pods;
        if (!config.server().enabled() || known == null) {
            return;
        }
        var healthy = config.syncFrequency().multipliedBy(3);
        var check = new HealthCheck(
                "pleg",
                () -> lifecycle.isHealthy(healthy)
                        ? null
                        : "pleg was last seen active more than " + healthy.toSeconds() + "s ago");
        var settings = RoomSettings.server(environment, client, config, machine);
        var measured = Objects.requireNonNull(stats);
        begin(new KubeletServer(environment, settings, known, lifecycle, runtime, measured, metrics, List.of(check)));
    }

    /// The node as the API server has it now; null when it does not answer.
    private @Nullable Node newestNode() {
        try {
            return client.of(CoreV1.NODES).get("", config.node().name());
        } catch (ApiException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static @Nullable Node node(Informer<Node> informer, NodeReporter reporter) {
        var found = informer.lister().all();
        return found.isEmpty() ? reporter.node() : found.getFirst();
    }

    private void changed(String uid) {
        var loops = workers;
        if (loops != null) {
            loops.changed(uid);
        }
    }

    private @Nullable Pod object(String uid) {
        return pods instanceof DesiredPods desired ? desired.object(uid) : null;
    }

    private void begin(Service service) throws Exception {
        started.push(service);
        service.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        while (!started.isEmpty()) {
            started.pop().stop();
        }
        if (informers != null) {
            informers.stop();
        }
        if (references != null) {
            references.stop();
        }
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
