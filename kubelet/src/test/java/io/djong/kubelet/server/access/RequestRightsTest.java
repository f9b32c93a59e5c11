package io.djong.kubelet.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Source: kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz.
class RequestRightsTest {
    private static String rights(String method, String path) {
        var rights = RequestRights.of(method, path);
        return rights.verb() + " " + String.join(",", rights.subresources());
    }

    @Test
    void methodsAreVerbs() {
        for (var each : List.of("POST create", "GET get", "PUT update", "PATCH patch", "DELETE delete")) {
            var words = each.split(" ");
            assertThat(rights(words[0], "/exec/a/b/c")).isEqualTo(words[1] + " proxy");
        }
    }

    @Test
    void pathsAreSubresources() {
        assertThat(rights("GET", "/stats/summary")).isEqualTo("get stats");
        assertThat(rights("GET", "/metrics")).isEqualTo("get metrics");
        assertThat(rights("GET", "/metrics/cadvisor")).isEqualTo("get metrics");
        assertThat(rights("GET", "/metricsandmore")).isEqualTo("get proxy");
        assertThat(rights("GET", "/logs/syslog")).isEqualTo("get log");
        assertThat(rights("GET", "/pods")).isEqualTo("get pods,proxy");
        assertThat(rights("GET", "/runningpods/")).isEqualTo("get pods,proxy");
        assertThat(rights("GET", "/healthz")).isEqualTo("get healthz,proxy");
        assertThat(rights("GET", "/configz")).isEqualTo("get configz,proxy");
        assertThat(rights("GET", "/statusz")).isEqualTo("get statusz");
        assertThat(rights("GET", "/flagz")).isEqualTo("get configz");
        assertThat(rights("GET", "/containerLogs/a/b/c")).isEqualTo("get proxy");
    }
}
