package io.djong.kubelet.images.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.Bytes;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.PodSandboxConfig;
import io.djong.kubelet.runtime.PrivateContainerd;
import io.djong.kubelet.runtime.service.ImageService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real registry and a real containerd.
class ImagePullerTest {
    private static final String IMAGE = "team/app:1";

    @TempDir
    private static Path folder;

    private static Environment environment;
    private static PrivateContainerd containerd;
    private static PrivateRegistry registry;
    private static ImageService images;

    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    private ImagePuller puller;

    @BeforeAll
    static void start() throws Exception {
        environment = RealEnvironment.create();
        containerd = PrivateContainerd.start(environment, Files.createDirectory(folder.resolve("c")), "10.244.79.0/24");
        registry = PrivateRegistry.start(environment, Files.createDirectory(folder.resolve("r")));
        registry.push(containerd.socketPath(), PrivateContainerd.BUSYBOX, IMAGE);
        images = new ImageService(containerd.socket());
    }

    @AfterAll
    static void stop() throws Exception {
        registry.stop();
        containerd.close();
    }

    @BeforeEach
    void begin() throws Exception {
        images.remove(ImageSpec.EMPTY.withImage(registry.name(IMAGE)));
        puller = new ImagePuller(
                environment,
                images,
                new PulledImages(Files.createTempDirectory(folder, "pulled")),
                (about, type, reason, message) -> events.add(type + " " + reason + " " + message),
                PullSettings.DEFAULTS,
                new MetricRegistry());
    }

    @Test
    void fetchesWithThePodsSecret() throws Exception {
        var name = registry.name(IMAGE);

        var id = puller.ensure(wanted("Always", secret(registry.name(""), PrivateRegistry.PASSWORD)));

        assertThat(id).startsWith("sha256:");
        assertThat(images.image(ImageSpec.EMPTY.withImage(name))).isPresent();
        assertThat(events).hasSize(2).first().isEqualTo("Normal Pulling Pulling image \"" + name + "\"");
        assertThat(List.copyOf(events).getLast())
                .matches("Normal Pulled Successfully pulled image \"" + name + "\" in [0-9.]+m?s \\([0-9.]+m?s"
                        + " including waiting\\)\\. Image size: [1-9][0-9]* bytes\\.");
    }

    @Test
    void doesNotFetchWhatIsThere() throws Exception {
        var first = puller.ensure(wanted("IfNotPresent", secret(registry.name(""), PrivateRegistry.PASSWORD)));
        events.clear();

        assertThat(puller.ensure(wanted(
                        "IfNotPresent",
                        secret("127.0.0.1:1", "none"),
                        secret(registry.name(""), PrivateRegistry.PASSWORD))))
                .isEqualTo(first);

        assertThat(events)
                .containsExactly("Normal Pulled Container image \"" + registry.name(IMAGE)
                        + "\" already present on machine and can be accessed by the pod");
    }

    @Test
    void doesNotLendWhatAnotherPodsSecretHasFetched() throws Exception {
        puller.ensure(wanted("IfNotPresent", secret(registry.name(""), PrivateRegistry.PASSWORD)));

        assertThatThrownBy(() -> puller.ensure(wanted("IfNotPresent")))
                .isInstanceOfSatisfying(
                        PullException.class, e -> assertThat(e.reason()).isEqualTo("ErrImagePull"));
        assertThatThrownBy(() -> puller.ensure(wanted("Never")))
                .isInstanceOfSatisfying(
                        PullException.class, e -> assertThat(e.reason()).isEqualTo("ErrImageNeverPull"));
    }

    @Test
    void failsWithoutASecretAndWaits() throws Exception {
        assertThatThrownBy(() -> puller.ensure(wanted("Always"))).isInstanceOfSatisfying(PullException.class, e -> {
            assertThat(e.reason()).isEqualTo("ErrImagePull");
            assertThat(e).hasMessageContaining("401 Unauthorized");
            assertThat(e.retryAfter()).hasSeconds(10);
        });
        assertThatThrownBy(() -> puller.ensure(wanted("Always")))
                .isInstanceOfSatisfying(
                        PullException.class, e -> assertThat(e.reason()).isEqualTo("ImagePullBackOff"));
    }

    @Test
    void triesOneSecretAfterTheOther() throws Exception {
        var wrong = secret(registry.name("team"), "wrong");
        var right = secret(registry.name(""), PrivateRegistry.PASSWORD);

        assertThat(puller.ensure(wanted("Always", wrong, right))).startsWith("sha256:");
    }

    @Test
    void forgetsAPodsFailures() throws Exception {
        assertThatThrownBy(() -> puller.ensure(wanted("Always"))).isInstanceOf(PullException.class);

        puller.forget("uid");

        assertThat(puller.ensure(wanted("Always", secret(registry.name(""), PrivateRegistry.PASSWORD))))
                .startsWith("sha256:");
    }

    private static ImagePuller.Wanted wanted(String policy, Secret... secrets) {
        var pod = Pod.EMPTY.withMetadata(
                ObjectMeta.EMPTY.withNamespace("default").withName("p").withUid("uid"));
        return new ImagePuller.Wanted(
                pod, ObjectReference.EMPTY, registry.name(IMAGE), policy, List.of(secrets), PodSandboxConfig.EMPTY);
    }

    private static Secret secret(String key, String password) {
        var auth = Base64.getEncoder()
                .encodeToString((PrivateRegistry.USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        return Secret.EMPTY
                .withMetadata(
                        ObjectMeta.EMPTY.withNamespace("default").withName(key).withUid(key + password))
                .withType("kubernetes.io/dockerconfigjson")
                .withData(Map.of(
                        ".dockerconfigjson", Bytes.utf8("{\"auths\":{\"" + key + "\":{\"auth\":\"" + auth + "\"}}}")));
    }
}
