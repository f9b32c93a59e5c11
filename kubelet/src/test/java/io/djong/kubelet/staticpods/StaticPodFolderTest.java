package io.djong.kubelet.staticpods;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.VirtualEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticPodFolderTest {
    private static final String MANIFEST = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {containers: [{name: c, image: app}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsManifestsAndFollowsThem() throws Exception {
        Files.writeString(folder.resolve("web.yaml"), MANIFEST);
        Files.writeString(folder.resolve("broken.yaml"), "kind: Service");
        Files.writeString(folder.resolve(".hidden.yaml"), MANIFEST);
        var seen = new AtomicReference<List<Pod>>(List.of());
        try (var environment = VirtualEnvironment.open(1)) {
            var pods = new StaticPodFolder(environment, folder, "node-1", Duration.ofSeconds(20), seen::set);
            pods.start();

            assertThat(seen.get()).singleElement().satisfies(pod -> {
                assertThat(pod.metadata().name()).isEqualTo("web-node-1");
                assertThat(pod.metadata().namespace()).isEqualTo("default");
                assertThat(pod.metadata().uid()).hasSize(32);
                assertThat(pod.metadata().annotations())
                        .containsEntry("kubernetes.io/config.source", "file")
                        .containsEntry(
                                "kubernetes.io/config.hash", pod.metadata().uid())
                        .containsKey("kubernetes.io/config.seen");
                assertThat(pod.spec().nodeName()).isEqualTo("node-1");
                assertThat(pod.spec().restartPolicy()).isEqualTo("Always");
                assertThat(pod.spec().tolerations())
                        .anySatisfy(
                                toleration -> assertThat(toleration.effect()).isEqualTo("NoExecute"));
            });
            var before = seen.get().getFirst();

            environment.advance(Duration.ofSeconds(5));
            assertThat(seen.get().getFirst()).isSameAs(before);

            Files.writeString(folder.resolve("web.yaml"), MANIFEST.replace("image: app", "image: other"));
            environment.advance(Duration.ofSeconds(5));
            assertThat(seen.get())
                    .singleElement()
                    .satisfies(pod -> assertThat(pod.metadata().uid())
                            .isNotEqualTo(before.metadata().uid()));

            Files.delete(folder.resolve("web.yaml"));
            environment.advance(Duration.ofSeconds(5));
            assertThat(seen.get()).isEmpty();
            pods.stop();
        }
    }
}
