package io.djong.cluster.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterConfigTest {
    @Test
    void theDefaultsAreThoseOfTheDesign() {
        var config = config();

        assertThat(config.folders().store()).isEqualTo(Path.of("/var/lib/djong/store"));
        assertThat(config.folders().runtimeSocket()).isEqualTo(Path.of("/run/djong/containerd/containerd.sock"));
        assertThat(config.folders().kubeconfig()).isEqualTo(Path.of("/etc/djong/kubeconfig"));
        assertThat(config.pods()).hasToString("10.42.0.0/16");
        assertThat(config.kubernetesAddress()).isEqualTo(InetAddress.ofLiteral("10.43.0.1"));
        assertThat(config.dnsAddress()).isEqualTo(InetAddress.ofLiteral("10.43.0.10"));
        assertThat(config.serverUrl()).isEqualTo("https://127.0.0.1:6443");
        assertThat(config.nodeName()).isEqualTo("machine");
    }

    @Test
    void flagsWin() {
        var config = config(
                "--data-dir=/x",
                "--secure-port=7443",
                "--bind-address=192.0.2.9",
                "--node-name=a",
                "--node-ip=192.0.2.9",
                "--service-cluster-ip-range=10.96.0.0/12");

        assertThat(config.folders().logs()).isEqualTo(Path.of("/x/logs"));
        assertThat(config.serverUrl()).isEqualTo("https://192.0.2.9:7443");
        assertThat(config.nodeName()).isEqualTo("a");
        assertThat(config.dnsAddress()).isEqualTo(InetAddress.ofLiteral("10.96.0.10"));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var options = ClusterOptions.OPTIONS;
        var line = options.parse(List.of("--data-dir=x", "--cluster-cidr=fd00::/64", "--node-name=A_b"));

        assertThat(options.settings(line, null).errors()).hasSize(3);
    }

    private static ClusterConfig config(String... flags) {
        var options = ClusterOptions.OPTIONS;
        var settings = options.settings(options.parse(List.of(flags)), null);
        assertThat(settings.errors()).isEmpty();
        return ClusterOptions.config(settings, "Machine", InetAddress.ofLiteral("192.0.2.10"));
    }
}
