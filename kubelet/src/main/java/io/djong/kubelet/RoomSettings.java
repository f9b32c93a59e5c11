package io.djong.kubelet;

import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.events.EventRecorder;
import io.djong.client.informer.Informer;
import io.djong.client.kubeconfig.KubeconfigException;
import io.djong.client.kubeconfig.ReloadedFile;
import io.djong.client.kubeconfig.ReloadedIdentity;
import io.djong.client.serving.DelegatedAuthentication;
import io.djong.client.serving.DelegatedAuthorization;
import io.djong.http.tls.Identity;
import io.djong.kubelet.environment.ServiceEnvironment;
import io.djong.kubelet.eviction.MeasuredResources;
import io.djong.kubelet.eviction.NodeResources;
import io.djong.kubelet.images.archive.BuiltInImages;
import io.djong.kubelet.images.collect.ImageCollection;
import io.djong.kubelet.images.pull.PullSettings;
import io.djong.kubelet.images.pull.PulledImages;
import io.djong.kubelet.node.Machine;
import io.djong.kubelet.node.NodeFacts;
import io.djong.kubelet.node.NodeReporter;
import io.djong.kubelet.references.WatchedReferences;
import io.djong.kubelet.resources.PodCgroups;
import io.djong.kubelet.resources.PodsMemory;
import io.djong.kubelet.runtime.LogRotation;
import io.djong.kubelet.runtime.RuntimeSettings;
import io.djong.kubelet.runtime.ThermalCounters;
import io.djong.kubelet.runtime.service.ImageService;
import io.djong.kubelet.runtime.service.RuntimeService;
import io.djong.kubelet.server.KubeletServerConfig;
import io.djong.kubelet.server.ServingIdentity;
import io.djong.kubelet.server.access.ServerAccess;
import io.djong.kubelet.stats.StatsReader;
import io.djong.kubelet.surroundings.NodeNames;
import io.djong.kubelet.surroundings.NodeSurroundings;
import io.djong.kubelet.volumes.ServiceAccountTokens;
import io.djong.kubelet.volumes.VolumeFolders;
import io.djong.kubelet.volumes.VolumeManager;
import io.djong.kubelet.volumes.VolumeRules;
import io.djong.pki.Certificates;
import io.djong.pki.PkiException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What each room of the kubelet is told, out of the one configuration and the machine.
final class RoomSettings {
    private static final Duration CERTIFICATE_PERIOD = Duration.ofMinutes(1);

    private RoomSettings() {}

    static PullSettings pulls(KubeletConfig config) {
        var images = config.images();
        var standard = PullSettings.DEFAULTS;
        int parallel = images.serial() ? 1 : images.parallelMax() == 0 ? Integer.MAX_VALUE : images.parallelMax();
        return new PullSettings(
                parallel, images.pullsPerSecond(), images.pullBurst(), standard.backoff(), standard.backoffMax());
    }

    static PulledImages pulledImages(KubeletConfig config) {
        return new PulledImages(config.folders().root().resolve("image_manager"));
    }

    static RuntimeSettings runtime(KubeletConfig config) {
        var folders = config.folders();
        return RuntimeSettings.defaults(folders.root())
                .withLogs(folders.podLogs(), folders.containerLogs())
                .withSeccompDefault(config.seccompDefault())
                .withMaskedPaths(ThermalCounters.paths(Path.of("/sys/devices/system/cpu")));
    }

    static ImageCollection imageCollection(
            Environment environment,
            RuntimeService runtime,
            ImageService service,
            KubeletConfig config,
            EventRecorder events) {
        var images = config.images();
        return new ImageCollection(
                environment,
                runtime,
                service,
                events,
                NodeReporter.reference(config.node().name()),
                images.gcHighPercent(),
                images.gcLowPercent(),
                images.gcAgeMin(),
                Set.of(BuiltInImages.PAUSE));
    }

    /// @param reclaim removes what nobody needs
    static NodeResources resources(KubeletConfig config, StatsReader stats, MeasuredResources.Reclaim reclaim) {
        boolean unified = MachineRules.isUnified();
        var cgroups = config.cgroups();
        return new MeasuredResources(
                stats,
                config.folders().root(),
                () -> cgroups.perQos() ? PodsMemory.read(MachineRules.CGROUPS, unified, cgroups.root()) : null,
                reclaim);
    }

    static LogRotation.Settings rotation(KubeletConfig config) {
        var logs = config.logs();
        return new LogRotation.Settings(
                logs.sizeBytesMax(), logs.filesMax(), logs.workersMax(), logs.monitorInterval());
    }

    /// @param active the pods that are here now
    static NodeSurroundings surroundings(
            Environment environment,
            KubeClient client,
            KubeletConfig config,
            Machine machine,
            NodeFacts facts,
            WatchedReferences references,
            Informer<io.djong.api.types.core.v1.Service> services,
            EventRecorder events,
            Supplier<Collection<Pod>> active)
            throws IOException {
        var rules = MachineRules.resources(config, machine);
        PodCgroups cgroups = null;
        if (config.cgroups().perQos()) {
            cgroups = new PodCgroups(MachineRules.CGROUPS, config.cgroups().root(), rules);
            cgroups.start(facts.enforced());
            events.record(
                    NodeReporter.reference(config.node().name()),
                    "Normal",
                    "NodeAllocatableEnforced",
                    "Updated Node Allocatable limit across pods");
        }
        var dns = config.dns();
        var volumes = new VolumeManager(
                environment,
                new VolumeFolders(config.folders().root().toRealPath()),
                VolumeRules.of(dns.domain()),
                references,
                new ServiceAccountTokens(environment, client),
                events);
        var node = new io.djong.kubelet.surroundings.NodeFacts(
                NodeReporter.reference(config.node().name()), facts.addresses(), facts.allocatable());
        return new NodeSurroundings(
                environment,
                volumes,
                references,
                new ServiceEnvironment(services.lister(), services::hasSynced),
                new NodeNames(dns.servers(), dns.domain(), dns.resolvConf()),
                rules,
                cgroups,
                () -> node,
                active,
                events);
    }

    static KubeletServerConfig server(Environment environment, KubeClient client, KubeletConfig config, Machine machine)
            throws IOException, PkiException {
        var server = config.server();
        var identity = identity(environment, config, machine);
        var healthz = server.healthzPort() == 0
                ? null
                : new InetSocketAddress(address(server.healthzAddress()), server.healthzPort());
        return new KubeletServerConfig(
                new InetSocketAddress(address(server.address()), server.port()),
                identity,
                access(environment, client, config),
                healthz,
                server.debugging(),
                Path.of("/var/log"),
                ConfigurationDocument.of(config));
    }

    private static ServerAccess access(Environment environment, KubeClient client, KubeletConfig config)
            throws IOException {
        var access = config.server().access();
        var authentication = new DelegatedAuthentication(
                environment,
                access.tokenReview() ? client : null,
                authorities(environment, access.clientCaFile()),
                access.anonymous(),
                access.tokenLife());
        var authorization = access.accessReview()
                ? new DelegatedAuthorization(environment, client, List.of(), access.allowedLife(), access.refusedLife())
                : null;
        return new ServerAccess(config.node().name(), authentication, authorization);
    }

    private static Supplier<List<X509Certificate>> authorities(Environment environment, @Nullable Path file)
            throws IOException {
        if (file == null) return List::of;
        try {
            return ReloadedFile.open(file, environment.ticker(), CERTIFICATE_PERIOD, Certificates::parse)::get;
        } catch (KubeconfigException e) {
            throw new IOException("the authorities of clients cannot be read: " + e.getMessage(), e);
        }
    }

    /// Files are looked at again, so that a renewed certificate is shown without a restart.
    private static Supplier<Identity> identity(Environment environment, KubeletConfig config, Machine machine)
            throws IOException, PkiException {
        var server = config.server();
        var certificate = server.certificateFile();
        var key = server.keyFile();
        if (certificate != null && key != null) {
            try {
                return new ReloadedIdentity(certificate, key, environment.ticker(), CERTIFICATE_PERIOD)::get;
            } catch (KubeconfigException e) {
                throw new IOException("the server's certificate cannot be read: " + e.getMessage(), e);
            }
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : NodeFacts.of(config.node(), machine).addresses()) {
            addresses.add(address(text));
        }
        var made = ServingIdentity.readOrMake(
                config.folders().certificates(),
                config.node().name(),
                addresses,
                environment.clock().instant());
        return () -> made;
    }

    private static InetAddress address(String text) {
        if (IpAddress.parse(text) == null) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        return InetAddress.ofLiteral(text);
    }
}
