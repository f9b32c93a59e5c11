package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Deploy: the example, with a stock kubectl and all that people do with it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployTest {
    private static final int LAST = Integer.MAX_VALUE;
    private static final int CTRL_C = 3;

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static NodeMachine machine;

    /// Another store than the embedded one makes another machine.
    NodeMachine machine(Installation djong, Path folder) throws Exception {
        return NodeMachine.make(djong, folder);
    }

    @BeforeAll
    void start() throws Exception {
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        machine = machine(djong, folder.resolve("machine"));
        machine.djong("up");
        machine.kubectl("apply", "-f", example());
        machine.kubectl("-n", "demo", "rollout", "status", "deployment/hello", "--timeout=90s");
    }

    static String example() throws IOException {
        return Installation.built().resolve("examples/hello.yaml").toString();
    }

    @AfterAll
    void stop() throws Exception {
        machine.close();
    }

    private static String demo(String... arguments) throws Exception {
        var all = new String[arguments.length + 2];
        all[0] = "-n";
        all[1] = "demo";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return machine.kubectl(all);
    }

    private static String pod() throws Exception {
        return demo("get", "pods", "-l", "app=hello", "-o", "jsonpath={.items[0].metadata.name}");
    }

    @Test
    void everythingOfItIsThere() throws Exception {
        assertThat(demo("get", "deployment", "hello")).containsPattern("hello +3/3 +3 +3 ");
        assertThat(demo("get", "pods", "-o", "wide")
                        .lines()
                        .filter(line -> line.matches("hello-\\S+ +1/1 +Running +0 .* 10\\.42\\.0\\.[0-9]+ +node-1 .*")))
                .hasSize(3);
        assertThat(demo("get", "services"))
                .containsPattern("hello +ClusterIP")
                .containsPattern("hello-headless +ClusterIP +None")
                .containsPattern("hello-nodeport +NodePort .*80:30080/TCP");
        assertThat(demo("get", "pods", "-o", "yaml")).contains("podIP: 10.42.0.");
        assertThat(demo("get", "deployment", "hello", "-o", "json")).contains("\"availableReplicas\": 3");
    }

    @Test
    void thePodHasWhatItsTemplateGivesIt() throws Exception {
        var inside = demo(
                "exec",
                pod(),
                "--",
                "sh",
                "-c",
                "echo $GREETING $PASSWORD $POD_IP; cat /config/motto.txt /work/motto.txt");

        assertThat(inside).containsPattern("Hello not-a-real-one 10\\.42\\.0\\.[0-9]+");
        assertThat(inside.split("A ship is safe", -1)).hasSize(3);
    }

    @Test
    void describeTellsOfIt() throws Exception {
        assertThat(demo("describe", "deployment", "hello")).contains("3 desired | 3 updated | 3 total | 3 available");
        assertThat(demo("describe", "pod", pod()))
                .contains("Init Containers:", "Readiness:", "http-get http://:http/", "hello ConfigMap".split(" ")[1])
                .containsPattern("Normal +Started");
        assertThat(demo("get", "events")).contains("ScalingReplicaSet", "Scheduled", "Created", "Started");
    }

    /// In a terminal of 30 by 100 that becomes one of 40 by 120; then somebody presses Ctrl-C.
    @Test
    void aTerminalReachesIntoAContainer() throws Exception {
        var inside =
                "size() { until [ \"$(stty size 2>/dev/null)\" = \"$1\" ]; do sleep 0.1; done; echo $1 is seen; }; "
                        + "trap 'exit 7' INT; size '30 100'; size '40 120'; while :; do sleep 0.1; done";
        var resize = folder.resolve("resize");
        var outside = Files.writeString(folder.resolve("terminal.sh"), """
                stty rows 30 cols 100
                terminal=$(tty)
                { until [ -e %s ]; do sleep 0.1; done; stty -F "$terminal" rows 40 cols 120; } &
                exec kubectl --kubeconfig=%s -n demo exec -it %s -c web -- sh -c '%s'
                """.formatted(
                        resize, machine.folder().resolve("config/kubeconfig"), pod(), inside.replace("'", "'\\''")));
        var terminal = machine.startIn("timeout", "90", "script", "-qec", "sh " + outside, "/dev/null");
        var said = new StringBuilder();
        var reader = terminal.inputReader(StandardCharsets.UTF_8);
        for (int letter = reader.read(); letter >= 0; letter = reader.read()) {
            said.append((char) letter);
            if (said.toString().endsWith("30 100 is seen\r\n")) {
                Files.createFile(resize);
            } else if (said.toString().endsWith("40 120 is seen\r\n")) {
                terminal.getOutputStream().write(CTRL_C);
                terminal.getOutputStream().flush();
            }
        }

        assertThat(said.toString()).contains("40 120 is seen\r\n", "^C");
        assertThat(terminal.waitFor()).isEqualTo(7);
    }

    @Test
    void logsComeAndFollow() throws Exception {
        var pod = "talker";
        demo(
                "run",
                pod,
                "--image=localhost/djong/hello:1",
                "--restart=Never",
                "--",
                "sh",
                "-c",
                "echo one; sleep 2; echo two");
        var followed = machine.await(
                "two", () -> machine.tryKubectl("-n", "demo", "logs", "-f", pod).out());

        assertThat(followed).isEqualTo("one\ntwo\n");
        machine.await("Completed", () -> demo("get", "pod", pod));
        demo("delete", "pod", pod);
    }

    @Test
    void execAndAttachCarryBothDirections() throws Exception {
        var exec = machine.startKubectl(
                "-n", "demo", "exec", "-i", pod(), "--", "sh", "-c", "read x; echo got $x; exit 7");
        exec.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
        exec.getOutputStream().close();
        assertThat(new String(exec.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("got hello\n");
        assertThat(exec.waitFor()).isEqualTo(7);

        demo(
                "run",
                "listener",
                "--image=localhost/djong/hello:1",
                "--restart=Never",
                "--stdin",
                "--attach=false",
                "--leave-stdin-open",
                "--",
                "sh",
                "-c",
                "while read x; do echo heard $x; [ $x = end ] && exit; done");
        demo("wait", "--for=condition=Ready", "pod/listener", "--timeout=30s");
        var attach = machine.startKubectl("-n", "demo", "attach", "-i", "listener");
        attach.getOutputStream().write("end\n".getBytes(StandardCharsets.UTF_8));
        attach.getOutputStream().flush();
        assertThat(new String(attach.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("heard end");
        attach.waitFor();
        demo("delete", "pod", "listener");
    }

    /// Somebody attaches to a shell's terminal, types into it, and ends it.
    @Test
    void aTerminalIsAttachedToAContainer() throws Exception {
        demo(
                "run",
                "shell",
                "--image=localhost/djong/hello:1",
                "--restart=Never",
                "--stdin",
                "--tty",
                "--attach=false",
                "--",
                "sh",
                "-c",
                "echo here is $(tty); read line; until [ \"$(stty size 2>/dev/null)\" = '31 101' ]; do sleep 0.1; done; "
                        + "echo heard $line, $(stty size); exit 5");
        demo("wait", "--for=condition=Ready", "pod/shell", "--timeout=30s");
        var outside = Files.writeString(
                folder.resolve("attach.sh"), """
                stty rows 31 cols 101
                exec kubectl --kubeconfig=%s -n demo attach -it shell
                """.formatted(machine.folder().resolve("config/kubeconfig")));
        var terminal = machine.startIn("timeout", "60", "script", "-qec", "sh " + outside, "/dev/null");
        var said = new StringBuilder();
        var reader = terminal.inputReader(StandardCharsets.UTF_8);
        for (int letter = reader.read(); letter >= 0; letter = reader.read()) {
            said.append((char) letter);
            if (said.toString().endsWith("pressing enter.")) {
                terminal.getOutputStream().write("good morning\n".getBytes(StandardCharsets.UTF_8));
                terminal.getOutputStream().flush();
            }
        }

        assertThat(said.toString()).contains("heard good morning, 31 101");
        machine.await("Error", () -> demo("get", "pod", "shell"));
        assertThat(demo("logs", "shell")).contains("here is /dev/pts/0", "heard good morning, 31 101");
        demo("delete", "pod", "shell");
    }

    @Test
    void copiesFilesBothWays() throws Exception {
        var file = Files.writeString(folder.resolve("there"), "and back again\n");
        var pod = pod();
        demo("cp", file.toString(), pod + ":/tmp/there");
        var back = folder.resolve("back");
        demo("cp", pod + ":/tmp/there", back.toString());

        assertThat(back).hasSameTextualContentAs(file);
    }

    @Test
    void forwardsAPort() throws Exception {
        var forward = machine.startKubectl("-n", "demo", "port-forward", "service/hello", "18080:80");
        try {
            machine.await(
                    "Hello from hello-",
                    () -> machine.tryIn("busybox", "wget", "-qO-", "http://127.0.0.1:18080/")
                            .out());
        } finally {
            forward.destroy();
            forward.waitFor();
        }
    }

    @Test
    void asksAboutTheApi() throws Exception {
        assertThat(machine.kubectl("explain", "deployment.spec.strategy", "--recursive"))
                .contains("maxSurge");
        assertThat(machine.kubectl("api-resources")).containsPattern("deployments +deploy +apps/v1 +true +Deployment");
        assertThat(machine.kubectl("auth", "can-i", "create", "pods")).isEqualTo("yes\n");
    }

    @Test
    void labelsAndEdits() throws Exception {
        demo("label", "deployment", "hello", "season=autumn");
        assertThat(demo("get", "deployments", "-l", "season=autumn", "-o", "name"))
                .isEqualTo("deployment.apps/hello\n");
        machine.in(
                "env",
                "HOME=" + folder,
                "KUBE_EDITOR=sed -i s/autumn/winter/",
                "kubectl",
                "--kubeconfig=" + machine.folder().resolve("config/kubeconfig"),
                "-n",
                "demo",
                "edit",
                "deployment",
                "hello");
        assertThat(demo("get", "deployment", "hello", "-o", "jsonpath={.metadata.labels.season}"))
                .isEqualTo("winter");
    }

    @Test
    void aWatchShowsChanges() throws Exception {
        var watch = machine.startKubectl("-n", "demo", "get", "configmaps", "-w", "-o", "name");
        demo("create", "configmap", "watched");
        var reader = watch.inputReader(StandardCharsets.UTF_8);
        var line = reader.readLine();
        while (line != null && !line.equals("configmap/watched")) {
            line = reader.readLine();
        }
        watch.destroy();
        assertThat(line).isEqualTo("configmap/watched");
    }

    @Test
    @Order(LAST - 2)
    void scales() throws Exception {
        demo("scale", "deployment", "hello", "--replicas=5");
        demo("rollout", "status", "deployment/hello", "--timeout=60s");
        assertThat(demo("get", "deployment", "hello")).containsPattern("hello +5/5 ");
        demo("scale", "deployment", "hello", "--replicas=3");
        demo("wait", "--for=jsonpath={.status.replicas}=3", "deployment/hello", "--timeout=60s");
    }

    @Test
    @Order(LAST - 1)
    void updatesWithoutALostConnectionAndGoesBack() throws Exception {
        demo(
                "run",
                "client",
                "--image=localhost/djong/hello:1",
                "--restart=Never",
                "--",
                "sh",
                "-c",
                "while true; do timeout 2 wget -q -O /dev/null http://hello || echo lost; usleep 20000 2>/dev/null || sleep 0.02; done");
        demo("wait", "--for=condition=Ready", "pod/client", "--timeout=30s");
        long began = System.nanoTime();
        demo("set", "env", "deployment/hello", "GREETING-");
        demo("set", "env", "deployment/hello", "GREETING=Welcome");
        demo("rollout", "status", "deployment/hello", "--timeout=60s");

        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThanOrEqualTo(60);
        machine.await("Welcome from", () -> demo("exec", "client", "--", "wget", "-qO-", "http://hello"));
        assertThat(demo("rollout", "history", "deployment/hello")).containsPattern("(?m)^2 ");
        demo("rollout", "undo", "deployment/hello");
        demo("rollout", "status", "deployment/hello", "--timeout=60s");
        assertThat(demo("logs", "client")).doesNotContain("lost");
    }

    @Test
    @Order(LAST)
    void deletingTheNamespaceTakesEverything() throws Exception {
        machine.kubectl("delete", "namespace", "demo", "--timeout=90s");

        assertThat(machine.tryKubectl("get", "namespace", "demo").out()).contains("NotFound");
        assertThat(machine.in("nft", "list", "ruleset")).doesNotContain("30080");
        machine.await(
                "0",
                () -> ""
                        + machine.in("ip", "-o", "link")
                                .lines()
                                .filter(line -> line.contains("veth"))
                                .count());
    }
}
