package io.djong.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.config.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxyOptionsTest {
    @Test
    void upstreamsDefaults() {
        ProxyConfig config = ProxyOptions.config(settings(), "Node-1");
        assertThat(config.nodeName()).isEqualTo("node-1");
        assertThat(config.healthz()).hasToString("/0.0.0.0:10256");
        assertThat(config.metrics()).hasToString("/127.0.0.1:10249");
        assertThat(config.masqueradeBit()).isEqualTo(14);
        assertThat(config.syncPeriod()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.detectLocal()).isEqualTo(DetectLocalMode.CLUSTER_CIDR);
        ConntrackSettings conntrack = java.util.Objects.requireNonNull(config.conntrack());
        assertThat(conntrack.sysctls(4, 1000))
                .containsEntry("net.netfilter.nf_conntrack_max", "131072")
                .containsEntry("net.netfilter.nf_conntrack_tcp_timeout_established", "86400")
                .containsEntry("net.netfilter.nf_conntrack_tcp_timeout_close_wait", "3600")
                .hasSize(3);
        assertThat(conntrack.sysctls(4, 200_000)).doesNotContainKey("net.netfilter.nf_conntrack_max");
    }

    @Test
    void badValuesAreNamed() {
        assertThat(settings("--proxy-mode=ipvs").errors())
                .hasSize(1)
                .first()
                .asString()
                .contains("nftables");
        assertThat(settings("--nodeport-addresses=primary,10.0.0.0/8").errors()).hasSize(1);
        assertThat(settings("--nodeport-addresses=x").errors()).hasSize(1);
        assertThat(settings("--healthz-bind-address=1").errors()).hasSize(1);
        assertThat(settings("--iptables-masquerade-bit=32").errors()).hasSize(1);
        assertThat(ProxyOptions.check(settings("--detect-local-mode=BridgeInterface")))
                .hasSize(1);
        assertThat(ProxyOptions.check(settings("--cluster-cidr=10.42.0.0"))).hasSize(1);
        assertThat(ProxyOptions.check(settings("--cluster-cidr=10.42.0.0/16"))).isEmpty();
    }

    @Test
    void aCommandLineForKubeProxyIsUnderstood() {
        assertThat(settings(
                                "--hostname-override=n1",
                                "--ipvs-scheduler=rr",
                                "--oom-score-adj=-999",
                                "--iptables-localhost-nodeports=false",
                                "--nodeport-addresses=10.0.0.0/8,192.168.0.0/16",
                                "--proxy-mode=nftables",
                                "--conntrack-max-per-core=0")
                        .errors())
                .isEmpty();
    }

    private static Settings settings(String... line) {
        return ProxyOptions.OPTIONS.settings(ProxyOptions.OPTIONS.parse(List.of(line)), null);
    }
}
