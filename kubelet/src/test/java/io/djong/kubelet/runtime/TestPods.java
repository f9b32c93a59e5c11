package io.djong.kubelet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSecurityContext;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.RealEnvironment;
import io.djong.client.events.EventRecorder;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.tls.ClientTls;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.LinuxContainerResources;
import io.djong.kubelet.cri.Mount;
import io.djong.kubelet.images.pull.ImagePuller;
import io.djong.kubelet.images.pull.PullSettings;
import io.djong.kubelet.images.pull.PulledImages;
import io.djong.kubelet.runtime.service.ImageService;
import io.djong.kubelet.runtime.service.RuntimeService;
import io.djong.kubelet.volumes.PodMounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Pods, and what a worker does with them: sync until they are as a test wants them.
final class TestPods implements EventRecorder {
    final RuntimeService runtime;
    final CriPodRuntime pods;
    final RuntimeSettings settings;
    final LifecycleEvents lifecycle;

    final RealEnvironment environment;
    final PrivateContainerd containerd;

    private final Path folder;
    private final HttpClient http;
    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();

    /// On a containerd of its own, which the test ends by [#stop].
    ///
    /// @param range of the pods' addresses, which no other test has
    static TestPods start(Path folder, String range) throws Exception {
        var environment = RealEnvironment.create();
        var containerd = PrivateContainerd.start(environment, Files.createDirectory(folder.resolve("c")), range);
        return new TestPods(environment, containerd, Files.createDirectory(folder.resolve("k")), settings -> settings);
    }

    private TestPods(
            RealEnvironment environment,
            PrivateContainerd containerd,
            Path folder,
            UnaryOperator<RuntimeSettings> change)
            throws Exception {
        this.environment = environment;
        this.containerd = containerd;
        this.folder = folder;
        this.runtime = new RuntimeService(containerd.socket());
        this.settings = change.apply(
                RuntimeSettings.defaults(folder).withLogs(folder.resolve("pods"), folder.resolve("containers")));
        var images = new ImageService(containerd.socket());
        this.http = new HttpClient(environment, HttpClientConfig.of(ClientTls.INSECURE));
        var puller = new ImagePuller(
                environment,
                images,
                new PulledImages(folder.resolve("images")),
                this,
                PullSettings.DEFAULTS,
                new MetricRegistry());
        this.pods = new CriPodRuntime(
                environment, runtime, images, puller, http, this, settings, new RuntimeMetrics(new MetricRegistry()));
        this.lifecycle = new LifecycleEvents(environment, containerd.socket(), new MetricRegistry());
        lifecycle.start();
    }

    /// Others with other settings beside these, on the same containerd; ended by [#close].
    TestPods beside(String name, UnaryOperator<RuntimeSettings> change) throws Exception {
        return new TestPods(environment, containerd, Files.createDirectory(folder.resolve(name)), change);
    }

    void close() throws InterruptedException {
        lifecycle.stop();
        http.close();
    }

    /// These, and the containerd that they are on.
    void stop() throws Exception {
        close();
        containerd.close();
        environment.close();
    }

    @Override
    public void record(ObjectReference about, String type, String reason, String message) {
        events.add(type + " " + reason + " " + about.fieldPath() + " " + message);
    }

    /// The events until now, oldest first: type, reason, path, message.
    List<String> events() {
        return List.copyOf(events);
    }

    /// A container that runs a command of the shell.
    static Container shell(String name, String command) {
        return Container.EMPTY
                .withName(name)
                .withImage(PrivateContainerd.BUSYBOX)
                .withImagePullPolicy("IfNotPresent")
                .withTerminationMessagePath("/dev/termination-log")
                .withTerminationMessagePolicy("File")
                .withCommand(List.of("/bin/sh", "-c", command));
    }

    /// A pod of these containers.
    static Pod pod(String name, Container... containers) {
        return Pod.EMPTY
                .withMetadata(
                        ObjectMeta.EMPTY.withName(name).withNamespace("default").withUid("uid-" + name))
                .withSpec(PodSpec.EMPTY
                        .withContainers(List.of(containers))
                        .withRestartPolicy("Always")
                        .withTerminationGracePeriodSeconds(30L)
                        .withSecurityContext(PodSecurityContext.EMPTY));
    }

    PodContext context() {
        return new PodContext(
                new TerminationLogs(folder),
                (container, ips) -> {
                    var variables = new TreeMap<String, String>();
                    for (EnvVar variable : container.env()) {
                        variables.put(variable.name(), variable.value());
                    }
                    return variables;
                },
                null,
                "test-host",
                "",
                container -> LinuxContainerResources.EMPTY,
                null,
                null,
                List.of());
    }

    /// No volumes: only a file for each container's last words.
    private record TerminationLogs(Path folder) implements PodMounts {
        @Override
        public List<Mount> of(
                Container container,
                Map<String, String> environment,
                List<String> podIps,
                Map<String, ImageSpec> imageVolumes) {
            try {
                var file = Files.createTempFile(folder, "termination", "");
                return List.of(Mount.EMPTY
                        .withHostPath(file.toString())
                        .withContainerPath(container.terminationMessagePath()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Optional<Path> hostPath(String volume) {
            return Optional.empty();
        }
    }

    PodRuntimeStatus status(Pod pod) throws Exception {
        return lifecycle.statusNewerThan(
                pod.metadata().uid(), environment.clock().instant());
    }

    /// One sync.
    SyncOutcome sync(Pod pod) throws Exception {
        return pods.sync(pod, status(pod), ProbeVerdicts.NONE, context());
    }

    /// Syncs again and again until the status is as wanted.
    PodRuntimeStatus syncUntil(Pod pod, Predicate<PodRuntimeStatus> wanted) throws Exception {
        for (int i = 0; i < 600; i++) {
            var status = status(pod);
            if (wanted.test(status)) {
                return status;
            }
            pods.sync(pod, status, ProbeVerdicts.NONE, context());
            environment.timers().sleep(Duration.ofMillis(20));
        }
        throw new AssertionError("never came: " + status(pod) + "\nevents: " + String.join("\n", events));
    }

    /// Looks again and again until the status is as wanted.
    PodRuntimeStatus await(Pod pod, Predicate<PodRuntimeStatus> wanted) throws Exception {
        for (int i = 0; i < 600; i++) {
            var status = status(pod);
            if (wanted.test(status)) {
                return status;
            }
            environment.timers().sleep(Duration.ofMillis(20));
        }
        throw new AssertionError("never came: " + status(pod));
    }

    /// What a command in a container writes.
    String exec(Pod pod, String container, String command) throws Exception {
        var state = status(pod).container(container);
        assertThat(state).isNotNull();
        var answer = runtime.execSync(state.id(), List.of("/bin/sh", "-c", command), Duration.ofSeconds(10));
        return new String(answer.stdout(), java.nio.charset.StandardCharsets.UTF_8)
                + new String(answer.stderr(), java.nio.charset.StandardCharsets.UTF_8);
    }

    static boolean running(PodRuntimeStatus status, String container) {
        var state = status.container(container);
        return state != null && state.isRunning();
    }

    static boolean exited(PodRuntimeStatus status, String container) {
        var state = status.container(container);
        return state != null && state.isExited();
    }

    static Pod restartPolicy(Pod pod, String policy) {
        return pod.withSpec(pod.spec().withRestartPolicy(policy));
    }

    /// Why its container waits, after one sync.
    SyncOutcome.Waiting waiting(Pod pod) throws Exception {
        var waiting = sync(pod).waiting().get("main");
        assertThat(waiting).isNotNull();
        return waiting;
    }
}
