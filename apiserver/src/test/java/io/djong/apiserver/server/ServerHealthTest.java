package io.djong.apiserver.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.health.HealthChecks;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ServerHealthTest {
    /// Upstream's order of those that this server has (`health-checks-v1.36.tsv`).
    private static final List<String> ORDER = List.of(
            "ping",
            "log",
            "etcd",
            "etcd-readiness",
            "informer-sync",
            "poststarthook/start-apiserver-admission-initializer",
            "poststarthook/generic-apiserver-start-informers",
            "poststarthook/start-system-namespaces-controller",
            "poststarthook/storage-readiness",
            "poststarthook/start-service-ip-repair-controllers",
            "poststarthook/rbac/bootstrap-roles",
            "poststarthook/scheduling/bootstrap-system-priority-classes",
            "poststarthook/bootstrap-controller",
            "poststarthook/start-kubernetes-service-cidr-controller",
            "shutdown");

    private final AtomicBoolean filled = new AtomicBoolean(true);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<HealthChecks> paths =
            new ServerHealth(() -> null, filled::get, () -> true, stopping::get).paths();

    @Test
    void checksHaveUpstreamsNamesAndOrder() {
        assertThat(paths).extracting(HealthChecks::name).containsExactly("livez", "readyz", "healthz");
        for (var checks : paths) {
            assertThat(checks.names()).isSortedAccordingTo(Comparator.comparingInt(ORDER::indexOf));
        }
        assertThat(paths.get(1).names()).containsExactlyElementsOf(ORDER);
        assertThat(paths.get(0).names())
                .doesNotContain("etcd-readiness", "informer-sync", "shutdown")
                .isEqualTo(paths.get(2).names());
    }

    @Test
    void aServerThatEndsIsAliveAndNotReady() {
        stopping.set(true);
        assertThat(paths.get(0).all(false, Set.of()).status()).isEqualTo(200);
        var ready = paths.get(1).all(false, Set.of());
        assertThat(ready.status()).isEqualTo(500);
        assertThat(ready.text())
                .contains("[-]shutdown failed: reason withheld\n")
                .endsWith("readyz check failed\n");
        assertThat(ready.detail()).contains("process is shutting down");
    }

    @Test
    void hooksFailUntilTheServerIsFilled() {
        filled.set(false);
        var live = paths.get(0).all(true, Set.of("etcd"));
        assertThat(live.status()).isEqualTo(500);
        assertThat(live.text())
                .contains("[+]etcd excluded: ok\n", "[-]poststarthook/rbac/bootstrap-roles failed: reason withheld\n");
    }
}
