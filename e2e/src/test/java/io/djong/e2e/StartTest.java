package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Start: one command, and what it says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartTest {
    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static NodeMachine machine;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static String said;

    /// Another store than the embedded one makes another machine.
    NodeMachine machine(Installation djong, Path folder) throws Exception {
        return NodeMachine.make(djong, folder);
    }

    @BeforeAll
    void start() throws Exception {
        var djong = new Installation(Installation.built(), folder.resolve("caches"));
        machine = machine(djong, folder.resolve("machine"));
        said = machine.djong("up");
    }

    static NodeMachine machine() {
        return machine;
    }

    @AfterAll
    void stop() throws Exception {
        machine.close();
    }

    @Test
    void saysWhatItDoesAndWhatToTryNext() {
        assertThat(said)
                .containsPattern("s  API server, controllers and scheduler run\n")
                .containsPattern("s  node node-1 is ready\n")
                .contains("export KUBECONFIG=" + machine.folder().resolve("config/kubeconfig"))
                .contains("kubectl apply -f ")
                .contains("examples/hello.yaml");
    }

    @Test
    void theNodeIsReady() throws Exception {
        assertThat(machine.kubectl("get", "nodes")).containsPattern("node-1 +Ready ");
    }

    @Test
    void aSecondUpSaysThatItRuns() throws Exception {
        assertThat(machine.djong("up")).startsWith("A cluster runs already (process ");
    }

    @Test
    void statusTellsOfEachComponent() throws Exception {
        var status = machine.djong("status");

        for (var part : "containerd apiserver controller-manager scheduler kubelet proxy dns".split(" ")) {
            assertThat(status).containsPattern("(?m)^" + part + " +ok ");
        }
        assertThat(status)
                .containsPattern("(?m)^apiserver +ok +v1\\.36\\.[0-9]+\\S* +https://127\\.0\\.0\\.1:6443$")
                .containsPattern("(?m)^node node-1 +ready +" + NodeMachine.ADDRESS)
                .contains(machine.folder().resolve("state/logs/djong.log").toString());
    }

    @Test
    void logsShowsTheLog() throws Exception {
        assertThat(machine.djong("logs")).contains("\"Cluster runs\"");
    }

    @Test
    void anotherPersonGetsAccess() throws Exception {
        var kubeconfig = folder.resolve("ann");
        Files.writeString(kubeconfig, machine.djong("kubeconfig", "--user", "ann", "--group", "dev"));

        assertThat(machine.kubectlAs(kubeconfig, "auth", "whoami").out())
                .containsPattern("Username +ann\n")
                .contains("[dev system:authenticated]");
        assertThat(machine.kubectlAs(kubeconfig, "get", "pods").out())
                .contains(
                        "Error from server (Forbidden): pods is forbidden: User \"ann\" cannot list resource \"pods\"");

        machine.kubectl("create", "rolebinding", "dev", "--clusterrole=view", "--group=dev");
        machine.await(
                "No resources found",
                () -> machine.kubectlAs(kubeconfig, "get", "pods").out());
    }

    @Test
    void aSecondClusterFindsThePortTaken() throws Exception {
        var result =
                machine.tryDjong("up", "--run-dir=" + folder.resolve("other"), "--data-dir=" + folder.resolve("o"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("djong up: port 6443 cannot be used").contains("--secure-port");
    }

    @Test
    void aMisspeltFlagAndAWrongFileAreExplained() throws Exception {
        assertThat(machine.tryDjong("up", "--secure-prot=1").out())
                .contains("unknown flag: --secure-prot; did you mean --secure-port?");
        var wrong =
                Files.writeString(folder.resolve("wrong.yaml"), "data-dir: /tmp/x\nsecure-port: many\nnode-nmae: a\n");
        var result = machine.tryIn(Installation.built().resolve("bin/djong").toString(), "up", "--config=" + wrong);

        assertThat(result.status()).isNotZero();
        assertThat(result.out())
                .contains(wrong + ":2: secure-port: ")
                .contains(wrong + ":3: node-nmae: unknown key; did you mean node-name?");
    }
}
