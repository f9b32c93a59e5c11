package io.djong.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.config.Settings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubeletOptionsTest {
    private static Settings settings(String... line) {
        return KubeletOptions.OPTIONS.settings(KubeletOptions.OPTIONS.parse(List.of(line)), null);
    }

    @Test
    void nothingSaidMeansTheDefaults() {
        var root = Path.of("/var/lib/kubelet");
        assertThat(KubeletOptions.config(settings(), "Node-1"))
                .isEqualTo(KubeletConfig.defaults("node-1", root, "unix:///run/containerd/containerd.sock"));
    }

    @Test
    void flagsOfUpstreamMeanWhatTheyMeanThere() {
        var settings = settings(
                "--hostname-override=edge",
                "--node-ip=192.0.2.9",
                "--register-with-taints=a=b:NoSchedule,c:NoExecute",
                "--system-reserved=cpu=200m,memory=500Mi",
                "--pod-manifest-path=/etc/manifests",
                "--fail-cgroupv1=false",
                "--cluster-dns=10.43.0.10");
        assertThat(settings.errors()).isEmpty();
        var config = KubeletOptions.config(settings, "other");
        assertThat(config.node().name()).isEqualTo("edge");
        assertThat(config.node().taints())
                .extracting(t -> t.key() + "=" + t.value() + ":" + t.effect())
                .containsExactly("a=b:NoSchedule", "c=:NoExecute");
        assertThat(config.node().systemReserved()).hasToString("{cpu=200m, memory=500Mi}");
        assertThat(config.folders().staticPods()).isEqualTo(Path.of("/etc/manifests"));
        assertThat(config.cgroups().failOnV1()).isFalse();
        assertThat(config.dns().servers()).containsExactly("10.43.0.10");
    }

    @Test
    void whatIsNotBuiltIsRefusedByItsName() {
        assertThat(settings("--topology-manager-policy=restricted").errors())
                .singleElement()
                .asString()
                .contains("topology-manager-policy")
                .contains("not built yet");
        assertThat(settings("--cgroup-driver=systemd").errors()).hasSize(1);
        assertThat(settings("--node-ip=here").errors()).hasSize(1);
    }
}
