package io.djong.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Event;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.kubelet.runtime.PrivateContainerd;
import io.djong.kubelet.runtime.service.RuntimeService;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A whole kubelet on a containerd of its own, of an API server in this process.
final class TestNode {
    static final String NAME = "node-1";

    final Environment environment = RealEnvironment.create();
    final InProcessServer server;
    final KubeClient client;
    final PrivateContainerd containerd;
    final RuntimeService runtime;
    final Path root;
    final String cgroups;
    private Kubelet kubelet;
    private final KubeletConfig config;

    /// @param folder empty, with a short path
    /// @param subnet of its pods
    TestNode(Path folder, String subnet) throws Exception {
        server = new InProcessServer(environment, new MemoryStore(environment), new MetricRegistry());
        server.start();
        client = server.admin();
        containerd = PrivateContainerd.start(environment, Files.createDirectory(folder.resolve("c")), subnet);
        runtime = new RuntimeService(containerd.socket());
        root = folder.resolve("k").toAbsolutePath();
        cgroups = "/djong-" + folder.getFileName();
        var folders = new KubeletConfig.Folders(
                root, folder.resolve("logs/pods"), folder.resolve("logs/containers"), folder.resolve("pki"), null);
        config = KubeletConfig.defaults(NAME, root, "unix://" + containerd.socketPath())
                .withFolders(folders)
                .withDns(new KubeletConfig.Dns(List.of("10.96.0.10"), "cluster.local", "/etc/resolv.conf"))
                .withCgroups(new KubeletConfig.Cgroups(cgroups, true, true, Duration.ofMillis(100), -1, false))
                .withServer(new KubeletConfig.Server(
                        false, "127.0.0.1", 0, "", 0, null, null, KubeletConfig.Access.DEFAULTS, false));
        kubelet = new Kubelet(environment, client, config, new MetricRegistry());
        kubelet.start();
        client.of(CoreV1.CONFIG_MAPS)
                .create(ConfigMap.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName("kube-root-ca.crt"))
                        .withData(Map.of("ca.crt", "none")));
        client.of(CoreV1.SERVICE_ACCOUNTS)
                .create(ServiceAccount.EMPTY.withMetadata(
                        ObjectMeta.EMPTY.withNamespace("default").withName("default")));
    }

    /// Ends the kubelet, as a crash would, and starts another.
    void restart() throws Exception {
        kubelet.stop();
        kubelet = new Kubelet(environment, client, config, new MetricRegistry());
        kubelet.start();
    }

    void stop() throws Exception {
        for (Pod pod : client.of(CoreV1.PODS).list(ListQuery.ALL).items()) {
            delete(pod.metadata().name());
        }
        kubelet.stop();
        containerd.close();
        server.stop();
        Path groups = Path.of("/sys/fs/cgroup");
        removeGroups(groups.resolve(cgroups.substring(1)));
        for (var controller : list(groups)) {
            removeGroups(controller.resolve(cgroups.substring(1)));
        }
    }

    private static List<Path> list(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private static void removeGroups(Path group) throws Exception {
        if (Files.isDirectory(group)) {
            for (var below : list(group)) {
                removeGroups(below);
            }
            Files.delete(group);
        }
    }

    /// A container that runs a command of the shell.
    static Container shell(String name, String command) {
        return Container.EMPTY
                .withName(name)
                .withImage(PrivateContainerd.BUSYBOX)
                .withImagePullPolicy("IfNotPresent")
                .withCommand(List.of("/bin/sh", "-c", command));
    }

    /// A pod for this node.
    static Pod pod(String name, Container... containers) {
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName(name))
                .withSpec(PodSpec.EMPTY
                        .withNodeName(NAME)
                        .withContainers(List.of(containers))
                        .withTerminationGracePeriodSeconds(1L));
    }

    Pod create(Pod pod) throws Exception {
        return client.of(CoreV1.PODS).create(pod);
    }

    Pod get(String name) throws Exception {
        return client.of(CoreV1.PODS).get("default", name);
    }

    /// Looks again and again until the pod is as wanted.
    Pod await(String name, Predicate<Pod> wanted) throws Exception {
        for (int i = 0; i < 1500; i++) {
            var pod = get(name);
            if (wanted.test(pod)) {
                return pod;
            }
            environment.timers().sleep(Duration.ofMillis(20));
        }
        throw new AssertionError("never came: " + get(name).status() + "\nevents:\n" + String.join("\n", events(name))
                + "\n" + containerd.log());
    }

    static boolean isReady(Pod pod) {
        return pod.status().conditions().stream()
                .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
    }

    /// Why the first container waits: `reason: message`, or "".
    static String waiting(Pod pod) {
        var statuses = pod.status().containerStatuses();
        var waiting = statuses.isEmpty() ? null : statuses.getFirst().state().waiting();
        return waiting == null ? "" : waiting.reason() + ": " + waiting.message();
    }

    /// The events about a pod: reason and message.
    List<String> events(String pod) throws Exception {
        return client.of(CoreV1.EVENTS).list(ListQuery.in("default")).items().stream()
                .filter((Event event) -> event.involvedObject().name().equals(pod))
                .map(event -> event.reason() + ": " + event.message())
                .toList();
    }

    /// Looks until the pod has such an event.
    void awaitEvent(String pod, String event) throws Exception {
        for (int i = 0; i < 1500; i++) {
            if (events(pod).contains(event)) {
                return;
            }
            environment.timers().sleep(Duration.ofMillis(20));
        }
        assertThat(events(pod)).contains(event);
    }

    /// What a command in the pod's first container writes.
    String exec(String pod, String command) throws Exception {
        String id = get(pod).status().containerStatuses().getFirst().containerID();
        var answer = runtime.execSync(
                id.substring("containerd://".length()), List.of("/bin/sh", "-c", command), Duration.ofSeconds(10));
        return new String(answer.stdout(), StandardCharsets.UTF_8)
                + new String(answer.stderr(), StandardCharsets.UTF_8);
    }

    /// Looks until a command in the pod's first container writes this.
    void awaitExec(String pod, String command, String output) throws Exception {
        for (int i = 0; i < 1500 && !exec(pod, command).equals(output); i++) {
            environment.timers().sleep(Duration.ofMillis(20));
        }
        assertThat(exec(pod, command)).isEqualTo(output);
    }

    /// Deletes a pod and waits until it is gone.
    void delete(String name) throws Exception {
        client.of(CoreV1.PODS).delete(new ObjectKey("default", name));
        for (int i = 0; i < 1500; i++) {
            try {
                get(name);
            } catch (ApiException e) {
                if (e.isNotFound()) {
                    return;
                }
                throw e;
            }
            environment.timers().sleep(Duration.ofMillis(20));
        }
        throw new AssertionError("still there: " + get(name));
    }
}
