package io.djong.kubelet.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.KubeClient;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceAccountTokensTest {
    private static Pod make(KubeClient client) throws Exception {
        client.of(CoreV1.SERVICE_ACCOUNTS)
                .create(ServiceAccount.EMPTY.withMetadata(
                        ObjectMeta.EMPTY.withNamespace("default").withName("robot")));
        return client.of(CoreV1.PODS)
                .create(Pod.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName("p"))
                        .withSpec(PodSpec.EMPTY
                                .withServiceAccountName("robot")
                                .withContainers(
                                        List.of(Container.EMPTY.withName("c").withImage("i")))));
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    @Test
    void tokensAreBoundKeptAndRenewed() throws Exception {
        try (var environment = VirtualEnvironment.sealed(2)) {
            environment.run(() -> {
                var server = new InProcessServer(environment, new MemoryStore(environment), new MetricRegistry());
                server.start();
                var client = server.admin();
                Pod pod = make(client);
                environment.settle(Duration.ofSeconds(1));
                var tokens = new ServiceAccountTokens(environment, client);
                String first = tokens.token(pod, "", 3607L);
                assertThat(claims(first))
                        .contains(pod.metadata().uid())
                        .contains("system:serviceaccount:default:robot");
                assertThat(tokens.token(pod, "", 3607L)).isEqualTo(first);
                assertThat(claims(tokens.token(pod, "vault", 3607L))).contains("vault");
                environment.timers().sleep(Duration.ofMinutes(40));
                assertThat(tokens.token(pod, "", 3607L)).isEqualTo(first);
                environment.timers().sleep(Duration.ofMinutes(10));
                String second = tokens.token(pod, "", 3607L);
                assertThat(second).isNotEqualTo(first);
                client.of(CoreV1.SERVICE_ACCOUNTS).delete(new ObjectKey("default", "robot"));
                environment.timers().sleep(Duration.ofMinutes(55));
                assertThat(tokens.token(pod, "", 3607L)).isEqualTo(second);
                environment.timers().sleep(Duration.ofMinutes(30));
                assertThatThrownBy(() -> tokens.token(pod, "", 3607L))
                        .isInstanceOf(SetupException.class)
                        .hasMessageStartingWith("token default/robot expired and refresh failed: ");
                tokens.forget(pod.metadata().uid());
                assertThatThrownBy(() -> tokens.token(pod, "", 3607L))
                        .hasMessage("failed to fetch token: serviceaccounts \"robot\" not found");
                server.stop();
            });
        }
    }

    /// Set back to before a token was issued, a clock leaves it of no use for as long.
    @Test
    void aTokenFromTheFutureIsReplaced() throws Exception {
        try (var environment = VirtualEnvironment.sealed(3)) {
            environment.run(() -> {
                var server = new InProcessServer(environment, new MemoryStore(environment), new MetricRegistry());
                server.start();
                var client = server.admin();
                Pod pod = make(client);
                environment.settle(Duration.ofSeconds(1));
                var tokens = new ServiceAccountTokens(environment, client);
                String first = tokens.token(pod, "", 3607L);
                environment.stepClock(Duration.ofHours(-1));
                String second = tokens.token(pod, "", 3607L);
                assertThat(second).isNotEqualTo(first);
                assertThat(tokens.token(pod, "", 3607L)).isEqualTo(second);
                server.stop();
            });
        }
    }
}
