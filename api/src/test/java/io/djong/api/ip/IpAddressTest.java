package io.djong.api.ip;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    private static IpAddress ip(String text) {
        return requireNonNull(IpAddress.parse(text), text);
    }

    private static Cidr cidr(String text) {
        return requireNonNull(Cidr.parse(text), text);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "010.000.0.01, 10.0.0.1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "::ffff:1.2.3.4, 1.2.3.4",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:0:3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    })
    void readsAndPrints(String text, String printed) {
        assertThat(ip(text)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "a.b.c.d",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "::1%eth0",
                "1:2:3:4:5:6:7:1.2.3.4",
                "g::",
                "1:",
                "::1:",
                "1.2.3.4:80",
                "::1.2.3",
                " 1.2.3.4",
                "1:2:3:4:5:6:7::8:9",
                "1::2:3:4:5:6:7:8",
            })
    void refuses(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Test
    void agreesWithTheJdk() throws UnknownHostException {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = random.nextInt(3) == 0 ? 0 : (byte) random.nextInt();
            }
            var jdk = InetAddress.getByAddress(bytes);
            var ours = IpAddress.ofBytes(bytes);
            assertThat(ours.bytes()).isEqualTo(jdk.getAddress());
            assertThat(IpAddress.parse(jdk.getHostAddress())).isEqualTo(ours);
            assertThat(IpAddress.parse(ours.toString())).isEqualTo(ours);
            assertThat(ours.isMulticast()).isEqualTo(jdk.isMulticastAddress());
            assertThat(ours.isLinkLocalUnicast()).isEqualTo(jdk.isLinkLocalAddress());
            assertThat(ours.isLoopback()).isEqualTo(jdk.isLoopbackAddress());
        }
    }

    @Test
    void rangesContainAndOverlap() {
        assertThat(cidr("10.0.0.7/24")).hasToString("10.0.0.0/24");
        assertThat(cidr("10.0.0.7/24").last()).hasToString("10.0.0.255");
        assertThat(cidr("fd00::1/64").last()).hasToString("fd00::ffff:ffff:ffff:ffff");
        assertThat(cidr("0.0.0.0/0").contains(ip("255.0.0.1"))).isTrue();
        assertThat(cidr("10.0.0.0/8").contains(ip("11.0.0.1"))).isFalse();
        assertThat(cidr("10.0.0.0/8").contains(ip("::1"))).isFalse();
        assertThat(cidr("10.0.0.0/8").overlaps(cidr("10.1.0.0/16"))).isTrue();
        assertThat(cidr("10.1.0.0/16").overlaps(cidr("10.0.0.0/8"))).isTrue();
        assertThat(cidr("10.1.0.0/16").overlaps(cidr("10.2.0.0/16"))).isFalse();
        assertThat(Cidr.parse("10.0.0.0/33")).isNull();
        assertThat(Cidr.parse("10.0.0.0/")).isNull();
        assertThat(Cidr.parse("::/129")).isNull();
        assertThat(Cidr.parse("::/-1")).isNull();
        assertThat(ip("10.0.0.255").plus(1)).hasToString("10.0.1.0");
        assertThat(ip("fd00::ffff:ffff:ffff:ffff").plus(1)).hasToString("fd00:0:0:1::");
        assertThat(ip("fd00:0:0:1::").plus(-1)).hasToString("fd00::ffff:ffff:ffff:ffff");
        assertThat(ip("10.0.0.9")).isLessThan(ip("10.0.0.10")).isLessThan(ip("::"));
    }
}
