package io.djong.kubelet.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodDNSConfig;
import io.djong.api.types.core.v1.PodDNSConfigOption;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.kubelet.cri.DNSConfig;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PodDnsTest {
    private static final ResolverFile NODE = ResolverFile.parse("""
            # the node's
            nameserver 192.0.2.1
            nameserver 192.0.2.2
            search old.example
            search corp.example. .
            options timeout:1 rotate timeout:3
            """);
    private static final PodDns DNS = new PodDns(List.of("10.96.0.10"), "cluster.local", NODE, List.of("192.0.2.9"));

    private static Pod pod(String policy) {
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("ns").withName("p").withUid("u"))
                .withSpec(PodSpec.EMPTY.withDnsPolicy(policy));
    }

    @Test
    void readsTheNodesFile() {
        assertThat(NODE.servers()).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(NODE.searches()).containsExactly("corp.example", ".");
        assertThat(NODE.options()).containsExactly("timeout:3", "rotate");
    }

    @Test
    void clusterFirst() {
        var result = DNS.of(pod("ClusterFirst"));
        assertThat(result.config())
                .isEqualTo(new DNSConfig(
                        List.of("10.96.0.10"),
                        List.of("ns.svc.cluster.local", "svc.cluster.local", "cluster.local", "corp.example", "."),
                        List.of("ndots:5")));
        assertThat(result.podEvents()).isEmpty();
    }

    @Test
    void onTheNodesNetworkTheNodesResolver() {
        Pod host = pod("ClusterFirst");
        host = host.withSpec(host.spec().withHostNetwork(true));
        assertThat(DNS.of(host).config().servers()).containsExactly("192.0.2.1", "192.0.2.2");
        Pod both = host.withSpec(host.spec().withDnsPolicy("ClusterFirstWithHostNet"));
        assertThat(DNS.of(both).config().servers()).containsExactly("10.96.0.10");
    }

    @Test
    void withoutClusterDnsThereAreWarnings() {
        var result = new PodDns(List.of(), "cluster.local", NODE, List.of()).of(pod("ClusterFirst"));
        assertThat(result.config().servers()).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(result.nodeEvents()).hasSize(1);
        assertThat(result.podEvents().getFirst().message())
                .isEqualTo("pod: \"p_ns(u)\". kubelet does not have ClusterDNS IP configured and cannot create Pod"
                        + " using \"ClusterFirst\" policy. Falling back to \"Default\" policy.");
    }

    @Test
    void noResolverFileMeansTheLocalMachine() {
        var result = new PodDns(List.of(), "", null, List.of("192.0.2.9", "2001:db8::9")).of(pod("Default"));
        assertThat(result.config()).isEqualTo(new DNSConfig(List.of("127.0.0.1", "::1"), List.of("."), List.of()));
    }

    @Test
    void ownSettingsAreMerged() {
        Pod none = pod("None");
        var own = new PodDNSConfig(
                List.of("192.0.2.5"),
                List.of("a.example"),
                List.of(new PodDNSConfigOption("ndots", "2"), new PodDNSConfigOption("edns0", null)));
        assertThat(DNS.of(none.withSpec(none.spec().withDnsConfig(own))).config())
                .isEqualTo(new DNSConfig(List.of("192.0.2.5"), List.of("a.example"), List.of("ndots:2", "edns0")));
        Pod cluster = pod("ClusterFirst");
        var merged = DNS.of(cluster.withSpec(cluster.spec().withDnsConfig(own))).config();
        assertThat(merged.servers()).containsExactly("10.96.0.10", "192.0.2.5");
        assertThat(merged.options()).containsExactly("ndots:2", "edns0");
    }

    @Test
    void limitsAreSaid() {
        Pod none = pod("None");
        var searches =
                IntStream.range(0, 40).mapToObj(i -> "s" + i + ".example").toList();
        var own = new PodDNSConfig(List.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"), searches, List.of());
        var result = DNS.of(none.withSpec(none.spec().withDnsConfig(own)));
        assertThat(result.config().servers()).hasSize(3);
        assertThat(result.config().searches()).hasSize(32);
        assertThat(result.podEvents()).hasSize(2);
        assertThat(result.podEvents().getFirst().message())
                .isEqualTo("Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver"
                        + " line is: 192.0.2.1 192.0.2.2 192.0.2.3");
        var tooLong = new PodDNSConfig(List.of(), List.of("x".repeat(254), "y".repeat(253)), List.of());
        assertThat(DNS.of(none.withSpec(none.spec().withDnsConfig(tooLong)))
                        .config()
                        .searches())
                .containsExactly("y".repeat(253));
    }
}
