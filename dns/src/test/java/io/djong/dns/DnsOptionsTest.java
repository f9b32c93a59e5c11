package io.djong.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.config.ConfigError;
import io.djong.base.config.Settings;
import io.djong.dns.zone.PodMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsOptionsTest {
    private static Settings settings(String... line) {
        return DnsOptions.OPTIONS.settings(DnsOptions.OPTIONS.parse(List.of(line)), null);
    }

    @Test
    void hasTheValuesOfKubeadm() {
        Settings settings = settings("--bind-address=10.42.0.1", "--cluster-dns=10.43.0.10");
        assertThat(settings.errors()).isEmpty();
        assertThat(DnsOptions.check(settings)).isEmpty();
        DnsConfig config = DnsOptions.config(settings);
        assertThat(config.binds()).containsExactly(new InetSocketAddress("10.42.0.1", 53));
        assertThat(config.domain()).hasToString("cluster.local.");
        assertThat(config.ttlSeconds()).isEqualTo(30);
        assertThat(config.pods()).isEqualTo(PodMode.INSECURE);
        assertThat(config.forward().resolverFile()).isEqualTo(Path.of("/etc/resolv.conf"));
        assertThat(config.forward().concurrentMax()).isEqualTo(1000);
        assertThat(config.ready()).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8181));
        assertThat(config.lameduck()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void readsAddressesOfBothFamilies() {
        DnsConfig config = DnsOptions.config(settings(
                "--bind-address=10.42.0.1:5353,fd00::1,[fd00::2]:54",
                "--forward=192.0.2.1,[2001:db8::1]",
                "--resolv-conf=",
                "--ready-bind-address="));
        assertThat(config.binds())
                .containsExactly(
                        new InetSocketAddress("10.42.0.1", 5353),
                        new InetSocketAddress("fd00::1", 53),
                        new InetSocketAddress("fd00::2", 54));
        assertThat(config.forward().servers())
                .containsExactly(new InetSocketAddress("192.0.2.1", 53), new InetSocketAddress("2001:db8::1", 53));
        assertThat(config.forward().resolverFile()).isNull();
        assertThat(config.ready()).isNull();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(settings("--bind-address=0.0.0.0").errors()).hasSize(1);
        assertThat(settings("--bind-address=node.example").errors()).hasSize(1);
        assertThat(settings("--pods=all").errors()).hasSize(1);
        assertThat(settings("--ttl=3601").errors()).hasSize(1);
        assertThat(settings("--health-bind-address=127.0.0.1").errors()).hasSize(1);
        assertThat(settings("--cluster-domain=a..b").errors()).hasSize(1);
        assertThat(DnsOptions.check(settings()))
                .extracting(ConfigError::toString)
                .hasSize(1);
    }
}
