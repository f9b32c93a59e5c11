package io.djong.kubelet.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.core.v1.HostAlias;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodHostnameTest {
    private static Pod pod(String name) {
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("ns").withName(name))
                .withSpec(PodSpec.EMPTY);
    }

    @Test
    void thePodsNameUnlessItSaysAnother() throws Exception {
        assertThat(PodHostname.of(pod("web-0"), "c.local")).isEqualTo(new PodHostname("web-0", ""));
        Pod named = pod("web-0");
        named = named.withSpec(named.spec().withHostname("h").withSubdomain("s").withSetHostnameAsFQDN(true));
        PodHostname name = PodHostname.of(named, "c.local");
        assertThat(name).isEqualTo(new PodHostname("h", "s.ns.svc.c.local"));
        assertThat(name.ofSandbox(named)).isEqualTo("h.s.ns.svc.c.local");
        Pod overridden = named.withSpec(named.spec().withHostnameOverride("a.b"));
        assertThat(PodHostname.of(overridden, "c.local")).isEqualTo(new PodHostname("a.b", ""));
    }

    @Test
    void longNamesAreShortened() throws Exception {
        Pod pod = pod("a".repeat(60) + "--.b");
        assertThat(PodHostname.of(pod, "c").hostname()).isEqualTo("a".repeat(60));
    }

    @Test
    void whatLinuxDoesNotTakeIsRefused() throws Exception {
        Pod bad = pod("p");
        Pod label = bad.withSpec(bad.spec().withHostname("a.b"));
        assertThatThrownBy(() -> PodHostname.of(label, "c"))
                .hasMessage("pod Hostname \"a.b\" is not a valid DNS label: must not contain dots");
        Pod full = bad.withSpec(bad.spec()
                .withSubdomain("s".repeat(50))
                .withSetHostnameAsFQDN(true)
                .withHostname("host"));
        PodHostname name = PodHostname.of(full, "c.local");
        assertThatThrownBy(() -> name.ofSandbox(full))
                .hasMessage("failed to construct FQDN from pod hostname and cluster domain, FQDN host."
                        + "s".repeat(50)
                        + ".ns.svc.c.local is too long (64 characters is the max, 70 characters requested)");
    }

    @Test
    void hostsFileAsUpstreamWritesIt() {
        String head = """
                # Kubernetes-managed hosts file.
                127.0.0.1\tlocalhost
                ::1\tlocalhost ip6-localhost ip6-loopback
                fe00::0\tip6-localnet
                fe00::0\tip6-mcastprefix
                fe00::1\tip6-allnodes
                fe00::2\tip6-allrouters
                """;
        assertThat(HostsFile.managed(List.of("10.0.0.1", "fd00::1"), new PodHostname("h", ""), List.of()))
                .isEqualTo(head + "10.0.0.1\th\nfd00::1\th\n");
        var alias = new HostAlias("192.0.2.1", List.of("a", "b"));
        assertThat(HostsFile.managed(List.of("10.0.0.1"), new PodHostname("h", "d"), List.of(alias)))
                .isEqualTo(head + "10.0.0.1\th.d\th\n\n# Entries added by HostAliases.\n192.0.2.1\ta\tb\n");
        assertThat(HostsFile.ofNode("127.0.0.1 localhost\n", List.of()))
                .isEqualTo("# Kubernetes-managed hosts file (host network).\n127.0.0.1 localhost\n");
    }
}
