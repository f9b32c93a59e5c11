package io.djong.djong.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.time.VirtualEnvironment;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterFolders;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long `djong up` waits for its node, and what it says of one that does not come.
class NodeWaitTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private StartProgress progress() throws ClusterException {
        return StartProgress.begin(
                new ClusterFolders(folder.resolve("state"), folder.resolve("run"), folder.resolve("config")));
    }

    private static void await(VirtualEnvironment environment, StartProgress progress, boolean alive)
            throws ClusterException, InterruptedException {
        new NodeWait(environment, progress, () -> alive).await(LIMIT, () -> "it was told to", () -> "no network yet");
    }

    @Test
    void itEndsWhenTheNodeIsReady() throws Exception {
        var progress = progress();
        var environment = VirtualEnvironment.sealed(1);
        environment.run(() -> {
            environment.timers().once(Duration.ofSeconds(3), progress::nodeReady);
            var began = environment.now();
            await(environment, progress, true);
            assertThat(Duration.between(began, environment.now()))
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
        });
    }

    @Test
    void whoWaitedLongEnoughIsToldWhyTheNodeIsNotReady() throws Exception {
        var progress = progress();
        var environment = VirtualEnvironment.sealed(1);
        environment.run(() -> assertThatThrownBy(() -> await(environment, progress, true))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the cluster runs, but its node is not ready: no network yet"));
    }

    @Test
    void aClusterThatEndsIsNotWaitedFor() throws Exception {
        var progress = progress();
        var environment = VirtualEnvironment.sealed(1);
        environment.run(() -> assertThatThrownBy(() -> await(environment, progress, false))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the cluster ended: it was told to"));
    }
}
