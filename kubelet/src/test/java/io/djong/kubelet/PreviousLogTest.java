package io.djong.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.kubelet.logs.LogReader;
import io.djong.kubelet.logs.LogSelection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// What a container wrote before it was restarted can still be read.
@EnabledIf("io.djong.kubelet.volumes.RootCondition#isRoot")
class PreviousLogTest {
    @TempDir
    Path folder;

    @Test
    void theLogBeforeTheRestartStays() throws Exception {
        var node = new TestNode(folder, "10.99.73.0/24");
        try {
            node.create(TestNode.pod(
                    "again", TestNode.shell("main", "echo begun as $HOSTNAME; sleep 1; echo failed; exit 3")));

            var pod = node.await(
                    "again",
                    p -> p.status().containerStatuses().stream()
                            .anyMatch(c -> c.restartCount() == 1
                                    && c.lastState().terminated() != null
                                    && c.state().running() != null));

            var status = pod.status().containerStatuses().getFirst();
            var last = status.lastState().terminated();
            assertThat(last).isNotNull();
            assertThat(last.exitCode()).isEqualTo(3);
            assertThat(last.reason()).isEqualTo("Error");
            assertThat(last.containerID()).isNotEqualTo(status.containerID());
            assertThat(log(node, last.containerID())).isEqualTo("begun as again\nfailed\n");
            // A container runs before its first line is written.
            while (!log(node, status.containerID()).startsWith("begun as again\n")) {
                node.environment.timers().sleep(Duration.ofMillis(20));
            }
        } finally {
            node.stop();
        }
    }

    private static String log(TestNode node, String containerId) throws Exception {
        var path = node.runtime
                .containerStatus(containerId.substring("containerd://".length()))
                .logPath();
        var out = new ByteArrayOutputStream();
        new LogReader(node.environment).copy(Path.of(path), LogSelection.ALL, () -> false, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
