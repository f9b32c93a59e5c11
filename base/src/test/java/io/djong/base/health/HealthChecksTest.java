package io.djong.base.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.time.Deadline;
import io.djong.base.time.VirtualEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
    private final AtomicReference<@Nullable String> etcd = new AtomicReference<>();
    private final HealthCheck etcdCheck = new HealthCheck("etcd", etcd::get);
    private final HealthChecks checks = new HealthChecks(
            "livez",
            List.of(HealthCheck.ping(), etcdCheck, new HealthCheck("poststarthook/rbac/bootstrap-roles", () -> null)));

    @Test
    void saysOkWhenWell() {
        assertThat(checks.all(false, List.of())).isEqualTo(new HealthAnswer(200, "ok", ""));
        assertThat(checks.all(true, List.of()).text()).isEqualTo("""
                [+]ping ok
                [+]etcd ok
                [+]poststarthook/rbac/bootstrap-roles ok
                livez check passed
                """);
    }

    @Test
    void withholdsReasonsFromThePublicPath() {
        etcd.set("connection refused");
        assertThat(checks.all(false, List.of()))
                .isEqualTo(new HealthAnswer(500, """
                [+]ping ok
                [-]etcd failed: reason withheld
                [+]poststarthook/rbac/bootstrap-roles ok
                livez check failed
                """, "[-]etcd failed: connection refused\n"));
    }

    @Test
    void excludesAndWarnsOfWhatItDoesNotKnow() {
        etcd.set("connection refused");
        assertThat(checks.all(true, List.of("etcd", "b\"c", "a")).text()).isEqualTo("""
                [+]ping ok
                [+]etcd excluded: ok
                [+]poststarthook/rbac/bootstrap-roles ok
                warn: some health checks cannot be excluded: no matches for "a","b\\"c"
                livez check passed
                """);
    }

    @Test
    void answersForOneCheck() {
        assertThat(checks.one("poststarthook/rbac/bootstrap-roles").text()).isEqualTo("ok");
        assertThat(checks.one("nothing")).isEqualTo(new HealthAnswer(404, "404 page not found\n", ""));
        etcd.set("connection refused");
        assertThat(checks.one("etcd").status()).isEqualTo(500);
        assertThat(checks.one("etcd").text()).isEqualTo("internal server error: connection refused\n");
    }

    @Test
    void withoutChecksThereIsPing() {
        assertThat(new HealthChecks("healthz", List.of()).all(true, List.of()).text())
                .isEqualTo("[+]ping ok\nhealthz check passed\n");
        assertThatThrownBy(() -> new HealthChecks("healthz", List.of(etcdCheck, etcdCheck)))
                .hasMessage("two checks are called etcd");
    }

    @Test
    void aProbeThatThrowsIsNotWell() {
        var broken = new HealthChecks("readyz", List.of(new HealthCheck("a", () -> {
            throw new IllegalStateException("bug");
        })));
        assertThat(broken.all(false, List.of()).text())
                .isEqualTo("[-]a failed: reason withheld\nreadyz check failed\n");
    }

    @Test
    void graceKeepsItWell() throws Exception {
        etcd.set("starting");
        try (var environment = VirtualEnvironment.open(1)) {
            var check = etcdCheck.wellUntil(Deadline.after(environment.ticker(), Duration.ofSeconds(10)));
            var graceful = new HealthChecks("livez", List.of(check));
            assertThat(graceful.all(false, List.of()).isWell()).isTrue();
            environment.advance(Duration.ofSeconds(10));
            assertThat(graceful.all(false, List.of()).isWell()).isFalse();
        }
    }
}
