package io.djong.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class IpPrefixTest {
    @Test
    void readsMasksAndContains() {
        IpPrefix prefix = IpPrefix.parse("10.42.7.9/20");
        assertThat(prefix.network()).hasToString("10.42.0.0/20");
        assertThat(prefix.last()).isEqualTo(InetAddress.ofLiteral("10.42.15.255"));
        assertThat(prefix.contains(InetAddress.ofLiteral("10.42.15.1"))).isTrue();
        assertThat(prefix.contains(InetAddress.ofLiteral("10.42.16.1"))).isFalse();
        assertThat(prefix.contains(InetAddress.ofLiteral("::1"))).isFalse();
        assertThat(IpPrefix.parse("fd00::1/64").network().address()).isEqualTo(InetAddress.ofLiteral("fd00::"));
        assertThat(IpPrefix.parse("1.2.3.4")).hasToString("1.2.3.4/32");
        for (String bad : new String[] {"", "x", "1.2.3.4/33", "1.2.3.4/", "1.2.3/8", "1.2.3.4/x"}) {
            assertThatThrownBy(() -> IpPrefix.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
