package io.djong.client.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.authentication.v1.UserInfo;
import io.djong.api.types.authorization.v1.ResourceAttributes;
import io.djong.api.types.authorization.v1.SubjectAccessReviewSpec;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ApiException;
import io.djong.client.fake.FakeKubeClient;
import io.djong.client.fake.Refusals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The fake says no to every review, as no rule of it allows anything.
class DelegatedAuthorizationTest {
    private static final Duration ALLOWED = Duration.ofMinutes(5);
    private static final Duration REFUSED = Duration.ofSeconds(30);
    private static final UserInfo ANN = new UserInfo("ann", "", List.of("dev"), Map.of());
    private static final UserInfo MASTER = new UserInfo("root", "", List.of("system:masters"), Map.of());
    private static final SubjectAccessReviewSpec LOGS = SubjectAccessReviewSpec.EMPTY.withResourceAttributes(
            ResourceAttributes.EMPTY.withVerb("get").withResource("nodes").withSubresource("log"));

    private interface Body {
        void run(DelegatedAuthorization authorization, FakeKubeClient server, VirtualEnvironment environment)
                throws Exception;
    }

    private static void simulate(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(7)) {
            environment.run(() -> {
                var server = new FakeKubeClient(environment);
                var authorization = new DelegatedAuthorization(
                        environment, server, List.of("/healthz", "/open/*"), ALLOWED, REFUSED);
                body.run(authorization, server, environment);
            });
        }
    }

    @Test
    void aRefusalCountsForItsTime() throws Exception {
        simulate((authorization, server, environment) -> {
            assertThat(authorization.decide(ANN, LOGS).isAllowed()).isFalse();
            assertThat(server.takeCalls()).hasSize(1);
            environment.advance(REFUSED.minusMillis(1));
            assertThat(authorization.decide(ANN, LOGS).isAllowed()).isFalse();
            assertThat(server.takeCalls()).isEmpty();
            environment.advance(Duration.ofMillis(1));
            assertThat(authorization.decide(ANN, LOGS).isAllowed()).isFalse();
            assertThat(server.takeCalls()).hasSize(1);
        });
    }

    @Test
    void openPathsAndMastersAreNotAskedAbout() throws Exception {
        simulate((authorization, server, environment) -> {
            assertThat(authorization.path(ANN, "get", "/healthz").isAllowed()).isTrue();
            assertThat(authorization.path(ANN, "get", "/open/door").isAllowed()).isTrue();
            assertThat(authorization.path(MASTER, "get", "/metrics").isAllowed())
                    .isTrue();
            assertThat(server.takeCalls()).isEmpty();
            assertThat(authorization.path(ANN, "get", "/healthz/more").isAllowed())
                    .isFalse();
            assertThat(server.takeCalls()).hasSize(1);
        });
    }

    @Test
    void resourcesAreAskedAboutForMastersToo() throws Exception {
        simulate((authorization, server, environment) -> {
            assertThat(authorization.decide(MASTER, LOGS).isAllowed()).isFalse();
            assertThat(server.takeCalls()).hasSize(1);
        });
    }

    @Test
    void anApiServerThatCannotSayIsAskedAgain() throws Exception {
        simulate((authorization, server, environment) -> {
            server.failOn(call -> {
                throw Refusals.of(500, "InternalError", "no");
            });
            assertThatThrownBy(() -> authorization.decide(ANN, LOGS)).isInstanceOf(ApiException.class);
            server.failOn(null);
            assertThat(authorization.decide(ANN, LOGS).isAllowed()).isFalse();
        });
    }
}
