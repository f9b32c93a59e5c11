package io.djong.client.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.time.VirtualEnvironment;
import io.djong.client.remote.ClientConfig;
import io.djong.http.Headers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    @TempDir
    Path folder = Path.of("set by JUnit");

    private static final String FIRST = """
            apiVersion: v1
            kind: Config
            current-context: one
            clusters:
            - name: home
              cluster: {server: "https://127.0.0.1:6443/base/", insecure-skip-tls-verify: true}
            users:
            - name: ann
              user: {token: first, as: bob, as-groups: [dev], as-user-extra: {k: [v]}}
            contexts:
            - name: one
              context: {cluster: home, user: ann, namespace: work}
            """;

    private static final String SECOND = """
            current-context: two
            clusters:
            - name: home
              cluster: {server: "https://elsewhere"}
            - name: away
              cluster: {server: "https://[::1]:7443", tls-server-name: kubernetes}
            users:
            - name: file
              user: {tokenFile: token.txt}
            - name: plugin
              user: {exec: {command: aws, apiVersion: client.authentication.k8s.io/v1}}
            contexts:
            - name: two
              context: {cluster: away, user: file}
            - name: three
              context: {cluster: away, user: plugin}
            - name: broken
              context: {cluster: nowhere, user: file}
            """;

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private Kubeconfig both() throws Exception {
        String list = write("a", FIRST) + ":" + folder.resolve("missing") + ":" + write("b", SECOND);
        return KubeconfigFiles.readDefault(Map.of("KUBECONFIG", list), folder);
    }

    private static String header(ClientConfig config, String name) {
        var headers = new Headers.Builder();
        config.credentials().addTo(headers);
        return headers.build().first(name, "");
    }

    @Test
    void firstFileWithAnEntryCounts() throws Exception {
        Kubeconfig merged = both();
        assertThat(merged.currentContext()).isEqualTo("one");
        assertThat(merged.clusters().keySet()).containsExactly("home", "away");
        assertThat(merged.cluster(merged.context("")).server()).isEqualTo("https://127.0.0.1:6443/base/");
        assertThat(merged.context("").namespace()).isEqualTo("work");
    }

    @Test
    void contextBecomesAClientsConfiguration() throws Exception {
        try (var environment = VirtualEnvironment.open(1)) {
            ClientConfig config = Access.of(both(), "", environment);
            assertThat(config.server().host()).isEqualTo("127.0.0.1");
            assertThat(config.server().port()).isEqualTo(6443);
            assertThat(config.basePath()).isEqualTo("/base");
            assertThat(config.tls().insecure()).isTrue();
            assertThat(header(config, "Authorization")).isEqualTo("Bearer first");
            assertThat(header(config, "Impersonate-User")).isEqualTo("bob");
            assertThat(header(config, "Impersonate-Extra-k")).isEqualTo("v");
        }
    }

    @Test
    void tokenFileIsReadAgainAfterAMinuteAndTheLastGoodOneStays() throws Exception {
        try (var environment = VirtualEnvironment.open(1)) {
            write("token.txt", "old\n");
            ClientConfig config = Access.of(both(), "two", environment);
            assertThat(config.server().host()).isEqualTo("::1");
            write("token.txt", "new\n");
            assertThat(header(config, "Authorization")).isEqualTo("Bearer old");
            environment.advance(Duration.ofMinutes(1));
            assertThat(header(config, "Authorization")).isEqualTo("Bearer new");
            Files.delete(folder.resolve("token.txt"));
            environment.advance(Duration.ofMinutes(1));
            assertThat(header(config, "Authorization")).isEqualTo("Bearer new");
        }
    }

    @Test
    void whatIsMissingOrNotBuiltIsNamed() throws Exception {
        Kubeconfig merged = both();
        try (var environment = VirtualEnvironment.open(1)) {
            assertThatThrownBy(() -> Access.of(merged, "two", environment))
                    .isInstanceOf(KubeconfigException.class)
                    .hasMessageContaining("token.txt")
                    .hasMessageContaining("no such file");
            assertThatThrownBy(() -> Access.of(merged, "three", environment))
                    .hasMessage("credential plug-ins are not supported: aws");
            assertThatThrownBy(() -> Access.of(merged, "broken", environment))
                    .hasMessage("cluster \"nowhere\" does not exist");
            assertThatThrownBy(() -> Access.of(merged, "four", environment))
                    .hasMessage("context \"four\" does not exist");
            assertThatThrownBy(() -> Access.of(Kubeconfig.EMPTY, "", environment))
                    .hasMessage("the kubeconfig has no current context");
        }
        assertThatThrownBy(() -> KubeconfigFiles.read(folder.resolve("none")))
                .hasMessageContaining("none")
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> KubeconfigFiles.read(write("bad", "a: ["))).hasMessageContaining("is no YAML");
    }

    @Test
    void homeIsWhereItIsLookedForWhenNothingIsNamed() throws Exception {
        Files.createDirectory(folder.resolve(".kube"));
        write(".kube/config", FIRST);
        assertThat(KubeconfigFiles.readDefault(Map.of(), folder).contexts().keySet())
                .isEqualTo(Set.of("one"));
        assertThat(KubeconfigFiles.readDefault(Map.of(), folder.resolve("elsewhere")))
                .isEqualTo(Kubeconfig.EMPTY);
    }

    @Test
    void podWithoutVariablesIsNone() {
        try (var environment = VirtualEnvironment.open(1)) {
            assertThatThrownBy(() -> InCluster.config(Map.of(), folder, environment))
                    .isInstanceOf(KubeconfigException.class)
                    .hasMessageContaining("KUBERNETES_SERVICE_HOST");
        }
        assertThat(InCluster.isInside(Map.of())).isFalse();
    }
}
