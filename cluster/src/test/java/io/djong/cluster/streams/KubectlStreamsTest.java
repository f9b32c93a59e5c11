package io.djong.cluster.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.DaemonEndpoint;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.api.types.core.v1.NodeDaemonEndpoints;
import io.djong.api.types.core.v1.NodeStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.tls.ClientTls;
import io.djong.http.websocket.Handshake;
import io.djong.http.websocket.WebSocket;
import io.djong.kubelet.runtime.ContainerState;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stock kubectl, the API server, the kubelet's server, and real containers.
class KubectlStreamsTest {
    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");

    @TempDir
    private static Path folder;

    private static Environment environment;
    private static TestRuntime runtime;
    private static TestNode node;
    private static int webPort;

    @BeforeAll
    static void start() throws Exception {
        assertThat(KUBECTL).as("this test needs a stock kubectl").isExecutable();
        environment = RealEnvironment.create();
        runtime = TestRuntime.start(environment, folder);
        node = new TestNode(environment, runtime);
        try (var free = new ServerSocket(0)) {
            webPort = free.getLocalPort();
        }
        var endpoints = NodeDaemonEndpoints.EMPTY.withKubeletEndpoint(new DaemonEndpoint(node.kubeletPort()));
        var status = NodeStatus.EMPTY
                .withAddresses(List.of(new NodeAddress("InternalIP", "127.0.0.1")))
                .withDaemonEndpoints(endpoints);
        var created = node.client().of(CoreV1.NODES).create(Node.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("one")));
        node.client().of(CoreV1.NODES).updateStatus(created.withStatus(status));
        start("web");
    }

    /// A pod with a talker, a listener, a finished one and one that never starts.
    private static void start(String name) throws Exception {
        var containers = new ArrayList<Container>();
        for (var each : List.of("talks", "listens", "done", "waits")) {
            containers.add(Container.EMPTY
                    .withName(each)
                    .withImage("hello")
                    .withStdin(each.equals("listens"))
                    .withPorts(
                            each.equals("talks")
                                    ? List.of(ContainerPort.EMPTY.withContainerPort(webPort))
                                    : List.of()));
        }
        var asked = Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(name).withNamespace("default"))
                .withSpec(PodSpec.EMPTY.withContainers(containers).withNodeName("one"));
        var pods = node.client().of(CoreV1.PODS);
        var pod = pods.create(asked);
        pod = pods.updateStatus(pod.withStatus(pod.status().withPhase("Running").withPodIP("127.0.0.1")));
        var uid = pod.metadata().uid();
        var sandbox = runtime.sandbox(name, uid);
        var talks = runtime.container(
                sandbox,
                name,
                uid,
                "talks",
                false,
                "mkdir /www; echo page > /www/index.html; httpd -p 127.0.0.1:" + webPort + " -h /www;"
                        + " echo one; echo two; while [ ! -e /go ]; do sleep 0.1; done; echo three; exec sleep 1000");
        var listens =
                runtime.container(sandbox, name, uid, "listens", true, "while read line; do echo heard $line; done");
        var done = runtime.container(sandbox, name, uid, "done", false, "echo finished >&2; exit 3");
        node.add(
                pod,
                sandbox,
                List.of(
                        TestNode.state(talks, "talks", ContainerState.Phase.RUNNING),
                        TestNode.state(listens, "listens", ContainerState.Phase.RUNNING),
                        TestNode.state(done, "done", ContainerState.Phase.EXITED),
                        TestNode.state("", "waits", ContainerState.Phase.CREATED)));
    }

    @AfterAll
    static void stop() throws Exception {
        if (node != null) {
            node.stop();
        }
        if (runtime != null) {
            runtime.stop();
        }
    }

    private static ProcessBuilder kubectl(String... arguments) {
        var command = new ArrayList<>(List.of(
                KUBECTL.toString(),
                "--kubeconfig=/dev/null",
                "--cache-dir=" + folder.resolve("cache"),
                "--server=https://127.0.0.1:" + node.apiPort(),
                "--insecure-skip-tls-verify",
                "--token=" + TestNode.ADMIN_TOKEN));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private record Result(int exit, String out, String err) {}

    private static Result run(ProcessBuilder builder, String stdin) throws Exception {
        var errors = Files.createTempFile(folder, "err", "");
        var process = builder.redirectError(errors.toFile()).start();
        try (var to = process.getOutputStream()) {
            to.write(stdin.getBytes(StandardCharsets.UTF_8));
        }
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, Files.readString(errors));
    }

    private static Result run(String... arguments) throws Exception {
        return run(kubectl(arguments), "");
    }

    @Test
    void readsLogs() throws Exception {
        assertThat(run("logs", "web", "-c", "talks").out()).startsWith("one\ntwo\n");
        assertThat(run("logs", "web", "-c", "talks", "--limit-bytes=5").out()).isEqualTo("one\nt");
        assertThat(run("logs", "web", "-c", "done", "--tail=1", "--timestamps").out())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}\\S+ finished\n");
        assertThat(run("logs", "web", "-c", "done", "--since=1h").out()).isEqualTo("finished\n");
    }

    @Test
    void saysWhyThereAreNoLogs() throws Exception {
        assertThat(run("logs", "web", "-c", "waits").err())
                .isEqualTo("Error from server (BadRequest): container \"waits\" in pod \"web\" is waiting to start:"
                        + " image can't be pulled\n");
        assertThat(run("logs", "web", "-c", "nothing").err()).contains("container nothing is not valid for pod web");
        assertThat(run("logs", "web", "-c", "done", "--previous").err())
                .contains("previous terminated container \"done\" in pod \"web\" not found");
    }

    @Test
    void followsLogsUntilTheContainerEnds() throws Exception {
        assertThat(run("logs", "-f", "web", "-c", "done").out()).isEqualTo("finished\n");
        var process = kubectl("logs", "-f", "web", "-c", "talks").start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("one");
            assertThat(lines.readLine()).isEqualTo("two");
            var go = run("exec", "web", "-c", "talks", "--", "touch", "/go");
            assertThat(go.exit()).as(go.err()).isZero();
            assertThat(lines.readLine()).isEqualTo("three");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void executes(String webSockets) throws Exception {
        var environment = Map.of("KUBECTL_REMOTE_COMMAND_WEBSOCKETS", webSockets);
        var echo = kubectl("exec", "web", "-c", "talks", "--", "sh", "-c", "echo out; echo err >&2");
        echo.environment().putAll(environment);
        assertThat(run(echo, "")).isEqualTo(new Result(0, "out\n", "err\n"));
        var fails = kubectl("exec", "web", "-c", "talks", "--", "sh", "-c", "exit 7");
        fails.environment().putAll(environment);
        assertThat(run(fails, "").exit()).isEqualTo(7);
        var counts = kubectl("exec", "-i", "web", "-c", "talks", "--", "wc", "-c");
        counts.environment().putAll(environment);
        var much = "x".repeat(1_000_000);
        assertThat(run(counts, much).out().strip()).isEqualTo("1000000");
    }

    @Test
    void saysThatAContainerDoesNotRun() throws Exception {
        var result = run("exec", "web", "-c", "done", "--", "true");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("unable to upgrade connection: container not found (\"done\")");
    }

    @Test
    void attaches() throws Exception {
        var process = kubectl("attach", "-i", "web", "-c", "listens").start();
        try (var to = process.getOutputStream();
                var lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            to.write("first\n".getBytes(StandardCharsets.UTF_8));
            to.flush();
            var line = lines.readLine();
            assertThat(line).isEqualTo("heard first");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void forwardsPorts(String webSockets) throws Exception {
        var builder = kubectl("port-forward", "pod/web", ":" + webPort);
        builder.environment().put("KUBECTL_PORT_FORWARD_WEBSOCKETS", webSockets);
        var process = builder.redirectErrorStream(true).start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var first = lines.readLine();
            var matcher = Pattern.compile("Forwarding from 127.0.0.1:(\\d+) -> " + webPort)
                    .matcher(first);
            assertThat(matcher.matches()).as(first).isTrue();
            var uri = URI.create("http://127.0.0.1:" + matcher.group(1) + "/");
            for (int i = 0; i < 3; i++) {
                try (var in = uri.toURL().openStream()) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .isEqualTo("page\n");
                }
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void copiesFiles() throws Exception {
        var there = Files.writeString(folder.resolve("there.txt"), "y".repeat(300_000));
        var back = folder.resolve("back.txt");
        var to = run("cp", there.toString(), "web:/tmp/there.txt", "-c", "talks");
        assertThat(to.exit()).as(to.err()).isZero();
        var from = run("cp", "web:/tmp/there.txt", back.toString(), "-c", "talks");
        assertThat(from.exit()).as(from.err()).isZero();
        assertThat(back).hasSameTextualContentAs(there);
    }

    @Test
    void proxiesToTheKubelet() throws Exception {
        assertThat(run("get", "--raw", "/api/v1/nodes/one/proxy/healthz").out()).isEqualTo("ok");
        assertThat(run("get", "--raw", "/api/v1/nodes/one/proxy/pods").out()).contains("\"name\":\"web\"");
        assertThat(run("get", "--raw", "/api/v1/namespaces/default/pods/web/proxy/")
                        .err())
                .contains("address not allowed");
    }

    @Test
    void tellsWhatIsUsed() throws Exception {
        var proxy = "/api/v1/nodes/one/proxy";
        assertThat(run("get", "--raw", proxy + "/metrics/resource").out())
                .containsPattern("(?m)^node_memory_working_set_bytes [1-9]\\d* \\d+$")
                .containsPattern(
                        "(?m)^container_memory_working_set_bytes\\{container=\"listens\",namespace=\"default\","
                                + "pod=\"web\"} [1-9]\\d* \\d+$")
                .endsWith("resource_scrape_error 0\n");
        assertThat(run("get", "--raw", proxy + "/metrics/cadvisor").out())
                .containsPattern("(?m)^container_cpu_usage_seconds_total\\{container=\"listens\",");
        var summary = run("get", "--raw", proxy + "/stats/summary").out();
        assertThat(summary)
                .contains("\"nodeName\":\"one\"")
                .contains("\"name\":\"listens\"")
                .contains("\"imageFs\"");
    }

    @Test
    void givesLogsOverAWebSocket() throws Exception {
        try (var client = new HttpClient(environment, HttpClientConfig.of(ClientTls.INSECURE))) {
            var path = "/api/v1/namespaces/default/pods/web/log?container=done";
            var request = ClientRequest.get(URI.create("https://127.0.0.1:" + node.apiPort() + path))
                    .withHeader("Authorization", "Bearer " + TestNode.ADMIN_TOKEN);
            var outcome = Handshake.open(
                    environment, client, request, List.of("base64.binary.k8s.io"), WebSocket.MESSAGE_BYTES_MAX);
            assertThat(outcome).isInstanceOf(Handshake.Outcome.Opened.class);
            if (outcome instanceof Handshake.Outcome.Opened opened) {
                try (var socket = opened.socket()) {
                    assertThat(Objects.requireNonNull(socket.receive()).payload())
                            .isEmpty();
                    assertThat(Base64.getDecoder()
                                    .decode(Objects.requireNonNull(socket.receive())
                                            .payload()))
                            .asString(StandardCharsets.UTF_8)
                            .isEqualTo("finished\n");
                    assertThat(socket.receive()).isNull();
                }
            }
        }
    }

    /// The terminal's size follows the command's beginning, as with upstream.
    @Test
    void hasATerminal() throws Exception {
        var script = "'until [ -n \"$(stty size 2>/dev/null)\" ]; do sleep 0.1; done; stty size; tty; exit 5'";
        var command = String.join(
                " ",
                kubectl("exec", "-it", "web", "-c", "talks", "--", "sh", "-c", script)
                        .command());
        var result = run(new ProcessBuilder("script", "-qec", "stty rows 33 cols 77; " + command, "/dev/null"), "");
        assertThat(result.out()).contains("33 77").contains("/dev/pts/");
        assertThat(result.exit()).isEqualTo(5);
    }

    @Test
    void letsNobodyIn() throws Exception {
        var client = new ProcessBuilder(
                "curl", "-sk", "-w", " %{http_code}", "https://127.0.0.1:" + node.kubeletPort() + "/pods");
        assertThat(run(client, "").out()).isEqualTo("Unauthorized 401");
        client.command().addAll(List.of("-H", "Authorization: Bearer " + TestNode.NOBODY_TOKEN));
        assertThat(run(client, "").out())
                .isEqualTo("Forbidden (user=nobody, verb=get, resource=nodes, subresource(s)=[pods proxy])\n 403");
    }
}
