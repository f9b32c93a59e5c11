package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reach it: names and addresses, from pods and from the host.
class ReachTest {
    private static final String CLIENT = "client";

    @TempDir
    private static Path folder;

    private static NodeMachine machine;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        machine = NodeMachine.make(djong, folder.resolve("machine"));
        machine.djong("up");
        machine.kubectl("apply", "-f", DeployTest.example());
        machine.kubectl(
                "-n",
                "demo",
                "run",
                CLIENT,
                "--image=localhost/djong/hello:1",
                "--restart=Never",
                "--",
                "sleep",
                "3600");
        machine.kubectl("-n", "demo", "rollout", "status", "deployment/hello", "--timeout=90s");
        machine.kubectl("-n", "demo", "wait", "--for=condition=Ready", "pod/" + CLIENT, "--timeout=30s");
        address = machine.kubectl("-n", "demo", "get", "service", "hello", "-o", "jsonpath={.spec.clusterIP}");
    }

    @AfterAll
    static void stop() throws Exception {
        machine.close();
    }

    private static String fromPod(String script) throws Exception {
        return machine.kubectl("-n", "demo", "exec", CLIENT, "--", "sh", "-c", script);
    }

    private static String dig(String... arguments) throws Exception {
        var command = new String[arguments.length + 3];
        command[0] = "dig";
        command[1] = "+short";
        command[2] = "@10.43.0.10";
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return machine.in(command);
    }

    @Test
    void aPodReachesTheServiceByEachOfItsNames() throws Exception {
        for (var name : "hello hello.demo hello.demo.svc hello.demo.svc.cluster.local".split(" ")) {
            assertThat(fromPod("wget -qO- http://" + name)).startsWith("Hello from hello-");
        }
    }

    @Test
    void theHostReachesAddressPortAndNames() throws Exception {
        assertThat(machine.in("busybox", "wget", "-qO-", "http://" + address)).startsWith("Hello from hello-");
        assertThat(machine.in("busybox", "wget", "-qO-", "http://" + NodeMachine.ADDRESS + ":30080"))
                .startsWith("Hello from hello-");
        assertThat(machine.inWorld("busybox", "wget", "-qO-", "http://" + NodeMachine.ADDRESS + ":30080"))
                .startsWith("Hello from hello-");
        assertThat(dig("hello.demo.svc.cluster.local")).isEqualTo(address + "\n");
        assertThat(dig("+tcp", "hello.demo.svc.cluster.local")).isEqualTo(address + "\n");
    }

    @Test
    void theHeadlessServiceNamesItsEndpoints() throws Exception {
        var ip = machine.kubectl(
                "-n", "demo", "get", "pods", "-l", "app=hello", "-o", "jsonpath={.items[0].status.podIP}");
        var name = ip.replace('.', '-') + ".hello-headless.demo.svc.cluster.local";

        assertThat(dig("hello-headless.demo.svc.cluster.local").lines())
                .hasSize(3)
                .contains(ip);
        assertThat(dig(name)).isEqualTo(ip + "\n");
        assertThat(dig("SRV", "_http._tcp.hello.demo.svc.cluster.local"))
                .endsWith(" 80 hello.demo.svc.cluster.local.\n");
        assertThat(dig("-x", ip).lines()).contains(name + ".");
        assertThat(dig("-x", address)).isEqualTo("hello.demo.svc.cluster.local.\n");
    }

    @Test
    void aPodReachesItselfThroughItsService() throws Exception {
        machine.kubectl(
                "-n",
                "demo",
                "run",
                "alone",
                "--image=localhost/djong/hello:1",
                "--labels=app=alone",
                "--expose",
                "--port=8080");
        machine.kubectl("-n", "demo", "wait", "--for=condition=Ready", "pod/alone", "--timeout=30s");

        machine.await(
                "Hello from alone",
                () -> machine.tryKubectl("-n", "demo", "exec", "alone", "--", "wget", "-qO-", "http://alone:8080")
                        .out());
    }

    @Test
    void endpointsFollowReadiness() throws Exception {
        Files.writeString(folder.resolve("gate.yaml"), """
                apiVersion: v1
                kind: Pod
                metadata: {name: gate, namespace: demo, labels: {app: gate}}
                spec:
                  hostname: front
                  subdomain: gate
                  containers:
                  - name: web
                    image: localhost/djong/hello:1
                    readinessProbe: {exec: {command: [test, -e, /tmp/open]}, periodSeconds: 1}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: gate, namespace: demo}
                spec: {clusterIP: None, selector: {app: gate}, ports: [{port: 8080}]}
                """);
        machine.kubectl("apply", "-f", folder.resolve("gate.yaml").toString());
        machine.await("Running", () -> machine.kubectl("-n", "demo", "get", "pod", "gate"));
        assertThat(dig("gate.demo.svc.cluster.local")).isEmpty();

        machine.kubectl("-n", "demo", "exec", "gate", "--", "touch", "/tmp/open");
        machine.await("10.42.0.", () -> dig("gate.demo.svc.cluster.local"));
        assertThat(dig("front.gate.demo.svc.cluster.local")).startsWith("10.42.0.");

        machine.kubectl("-n", "demo", "exec", "gate", "--", "rm", "/tmp/open");
        machine.await("none", () -> dig("gate.demo.svc.cluster.local") + "none");
        machine.await("gone", () -> dig("gate.demo.svc.cluster.local").isEmpty() ? "gone" : "there");
    }

    /// One endpoint, and questions from one port: the kernel remembers where they go. Nobody has to answer.
    @Test
    void connectionsOfARemovedEndpointAreForgotten() throws Exception {
        Files.writeString(folder.resolve("udp.yaml"), """
                apiVersion: v1
                kind: Service
                metadata: {name: udp, namespace: demo}
                spec: {selector: {app: udp}, ports: [{port: 9000, protocol: UDP}]}
                """);
        machine.kubectl("apply", "-f", folder.resolve("udp.yaml").toString());
        machine.in("sysctl", "-qw", "net.netfilter.nf_conntrack_udp_timeout=600");
        var service = machine.kubectl("-n", "demo", "get", "service", "udp", "-o", "jsonpath={.spec.clusterIP}");
        var first = endpoint("udp-1");
        machine.await("src=" + first, () -> asked(service));

        machine.kubectl("-n", "demo", "delete", "pod", "udp-1", "--grace-period=1");
        var second = endpoint("udp-2");
        machine.await("src=" + second, () -> asked(service));
        assertThat(connections(service)).doesNotContain("src=" + first);
    }

    private static String endpoint(String pod) throws Exception {
        machine.kubectl(
                "-n", "demo", "run", pod, "--labels=app=udp", "--image=localhost/djong/hello:1", "--", "sleep", "3600");
        machine.kubectl("-n", "demo", "wait", "--for=condition=Ready", "pod/" + pod, "--timeout=30s");
        return machine.kubectl("-n", "demo", "get", "pod", pod, "-o", "jsonpath={.status.podIP}");
    }

    private static String asked(String service) throws Exception {
        machine.tryIn("dig", "-b", "0.0.0.0#5555", "@" + service, "-p", "9000", "+tries=1", "+time=1", "x");
        return connections(service);
    }

    private static String connections(String service) throws Exception {
        return machine.tryIn("conntrack", "-L", "-p", "udp", "-d", service).out();
    }

    @Test
    void aPodReachesTheApiServerWithItsToken() throws Exception {
        var answer = fromPod("cd /var/run/secrets/kubernetes.io/serviceaccount; "
                + "wget -q --no-check-certificate -S -O - --header \"Authorization: Bearer $(cat token)\""
                + " https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT/version 2>&1");

        assertThat(answer).contains("v1.36.");
    }

    @Test
    void otherNamesAreForwarded() throws Exception {
        var classes = WorldResolver.class.getProtectionDomain().getCodeSource().getLocation();
        var resolver = machine.startInWorld(
                Map.of(),
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                Path.of(classes.toURI()).toString(),
                WorldResolver.class.getName(),
                NodeMachine.WORLD);
        try {
            machine.await(WorldResolver.ANSWER, () -> dig("www.example.org"));
            assertThat(fromPod("nslookup www.example.org")).contains(WorldResolver.ANSWER);
        } finally {
            resolver.destroy();
            resolver.waitFor();
        }
    }
}
