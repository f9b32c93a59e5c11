package io.djong.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.IntOrString;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.HTTPGetAction;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Probe;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.kubelet.runtime.PrivateContainerd;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole kubelet with a real containerd and a real API server.
class KubeletTest {
    private static final String NODE = "node-1";
    private static final int TRIES_MAX = 1500;
    private static final Duration POLL = Duration.ofMillis(20);

    @TempDir
    private static Path folder;

    private static Environment environment;
    private static MemoryStore store;
    private static InProcessServer server;
    private static PrivateContainerd containerd;
    private static KubeClient client;
    private static KubeletConfig config;
    private static Kubelet kubelet;

    @BeforeAll
    static void start() throws Exception {
        environment = RealEnvironment.create();
        store = new MemoryStore(environment);
        server = new InProcessServer(environment, store, new MetricRegistry());
        server.start();
        client = server.admin();
        containerd = PrivateContainerd.start(environment, Files.createDirectory(folder.resolve("c")), "10.244.78.0/24");
        client.of(CoreV1.SERVICE_ACCOUNTS)
                .create(ServiceAccount.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName("default"))
                        .withAutomountServiceAccountToken(false));
        var root = Files.createDirectory(folder.resolve("k"));
        var standard = KubeletConfig.defaults(NODE, root, "unix://" + containerd.socketPath());
        var cgroups = standard.cgroups();
        var plain = standard.server();
        config = standard.withFolders(new KubeletConfig.Folders(
                        root,
                        root.resolve("log/pods"),
                        root.resolve("log/containers"),
                        root.resolve("pki"),
                        Files.createDirectory(folder.resolve("static"))))
                .withCgroups(new KubeletConfig.Cgroups(
                        "/kubelet-test", true, cgroups.cpuQuota(), cgroups.cpuPeriod(), cgroups.pidsMax(), false))
                .withServer(new KubeletConfig.Server(
                        true,
                        "127.0.0.1",
                        0,
                        "127.0.0.1",
                        0,
                        plain.certificateFile(),
                        plain.keyFile(),
                        plain.access(),
                        true));
        kubelet = new Kubelet(environment, client, config, new MetricRegistry());
        kubelet.start();
        awaitNode(node -> node.status().conditions().stream()
                .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (kubelet != null) {
            kubelet.stop();
        }
        if (containerd != null) {
            containerd.close();
        }
        if (server != null) {
            server.stop();
            store.close();
        }
        removeGroups();
    }

    /// A control group is an empty folder once nothing is in it; its files go with it.
    private static void removeGroups() throws IOException {
        try (var controllers = Files.newDirectoryStream(Path.of("/sys/fs/cgroup"))) {
            for (Path controller : controllers) {
                var group = controller.resolve("kubelet-test");
                if (Files.isDirectory(group)) {
                    try (var all = Files.walk(group)) {
                        for (Path each : all.filter(Files::isDirectory)
                                .sorted(Comparator.reverseOrder())
                                .toList()) {
                            Files.delete(each);
                        }
                    }
                }
            }
        }
    }

    private static void awaitNode(Predicate<io.djong.api.types.core.v1.Node> wanted) throws Exception {
        for (int tries = 0; ; tries++) {
            var nodes = client.of(CoreV1.NODES).list(ListQuery.ALL).items();
            if (nodes.stream().anyMatch(wanted)) {
                return;
            }
            assertThat(tries).as("the node is %s", nodes).isLessThan(TRIES_MAX);
            environment.timers().sleep(POLL);
        }
    }

    private static Pod await(String name, Predicate<Pod> wanted) throws Exception {
        for (int tries = 0; ; tries++) {
            var pod = client.of(CoreV1.PODS).get("default", name);
            if (wanted.test(pod)) {
                return pod;
            }
            assertThat(tries)
                    .as("the pod is %s, events: %s", pod.status(), events())
                    .isLessThan(TRIES_MAX);
            environment.timers().sleep(POLL);
        }
    }

    private static void awaitGone(String name) throws Exception {
        for (int tries = 0; ; tries++) {
            try {
                var pod = client.of(CoreV1.PODS).get("default", name);
                assertThat(tries).as("the pod is %s", pod.status()).isLessThan(TRIES_MAX);
            } catch (ApiException e) {
                if (e.isNotFound()) {
                    return;
                }
                throw e;
            }
            environment.timers().sleep(POLL);
        }
    }

    private static List<String> events() throws Exception {
        return client.of(CoreV1.EVENTS).list(ListQuery.in("default")).items().stream()
                .map(e -> e.reason() + ": " + e.message())
                .toList();
    }

    private static Pod create(String name, String restartPolicy, Container... containers) throws Exception {
        return client.of(CoreV1.PODS)
                .create(Pod.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName(name))
                        .withSpec(PodSpec.EMPTY
                                .withNodeName(NODE)
                                .withRestartPolicy(restartPolicy)
                                .withTerminationGracePeriodSeconds(1L)
                                .withContainers(List.of(containers))));
    }

    private static Container shell(String command) {
        return Container.EMPTY
                .withName("main")
                .withImage(PrivateContainerd.BUSYBOX)
                .withImagePullPolicy("IfNotPresent")
                .withCommand(List.of("/bin/sh", "-c", command));
    }

    private static boolean isReady(Pod pod) {
        return pod.status().conditions().stream()
                .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
    }

    @Test
    void aPodRunsBecomesReadyByItsProbeSurvivesTheKubeletAndGoes() throws Exception {
        var serving = shell("mkdir -p /www; echo ok > /www/healthz; exec httpd -f -p 8080 -h /www")
                .withReadinessProbe(Probe.EMPTY
                        .withHttpGet(HTTPGetAction.EMPTY.withPath("/healthz").withPort(IntOrString.of(8080)))
                        .withPeriodSeconds(1));
        create("web", "Always", serving);

        var running = await("web", KubeletTest::isReady);
        assertThat(running.status().phase()).isEqualTo("Running");
        assertThat(running.status().podIP()).startsWith("10.244.78.");
        var before = running.status().containerStatuses().getFirst();
        assertThat(before.containerID()).startsWith("containerd://");

        kubelet.stop();
        kubelet = new Kubelet(environment, client, config, new MetricRegistry());
        kubelet.start();
        environment.timers().sleep(Duration.ofSeconds(2));

        var after = await("web", KubeletTest::isReady);
        assertThat(after.status().containerStatuses().getFirst().containerID()).isEqualTo(before.containerID());
        assertThat(after.status().containerStatuses().getFirst().restartCount()).isZero();
        assertThat(after.status().startTime()).isEqualTo(running.status().startTime());

        client.of(CoreV1.PODS).delete(new ObjectKey("default", "web"), DeleteOptions.EMPTY);
        awaitGone("web");
        var left = config.folders()
                .root()
                .resolve("pods")
                .resolve(running.metadata().uid());
        for (int tries = 0; Files.exists(left); tries++) {
            assertThat(tries).isLessThan(TRIES_MAX);
            environment.timers().sleep(POLL);
        }
    }

    @Test
    void whatEndsIsOverAndWhatFailsBacksOff() throws Exception {
        create("done", "Never", shell("echo bye > /dev/termination-log"));
        create("broken", "Always", shell("exit 7"));

        var done = await("done", pod -> pod.status().phase().equals("Succeeded"));
        var ended = done.status().containerStatuses().getFirst().state().terminated();
        assertThat(ended).isNotNull();
        assertThat(ended.reason()).isEqualTo("Completed");
        assertThat(ended.message()).isEqualTo("bye\n");
        var broken = await("broken", pod -> {
            var statuses = pod.status().containerStatuses();
            var waiting =
                    statuses.isEmpty() ? null : statuses.getFirst().state().waiting();
            return waiting != null && waiting.reason().equals("CrashLoopBackOff");
        });
        var last = broken.status().containerStatuses().getFirst().lastState().terminated();
        assertThat(last).isNotNull();
        assertThat(last.exitCode()).isEqualTo(7);
        for (String name : List.of("done", "broken")) {
            client.of(CoreV1.PODS).delete(new ObjectKey("default", name), DeleteOptions.EMPTY);
            awaitGone(name);
        }
    }

    @Test
    void aStaticPodRunsAndHasAMirror() throws Exception {
        var manifest = folder.resolve("static").resolve("still.yaml");
        Files.writeString(manifest, """
                apiVersion: v1
                kind: Pod
                metadata: {name: still, namespace: default}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers:
                  - name: main
                    image: %s
                    imagePullPolicy: IfNotPresent
                    command: [/bin/sh, -c, sleep 1000]
                """.formatted(PrivateContainerd.BUSYBOX));
        environment.timers().sleep(Duration.ofSeconds(2));

        var mirror = await("still-" + NODE, KubeletTest::isReady);
        assertThat(mirror.metadata().annotations()).containsKey("kubernetes.io/config.mirror");

        Files.delete(manifest);
        awaitGone("still-" + NODE);
    }
}
