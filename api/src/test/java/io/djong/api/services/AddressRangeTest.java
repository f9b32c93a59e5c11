package io.djong.api.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which addresses a range has, and in which order they are given.
final class AddressRangeTest {
    private static AddressRange range(String text) {
        return new AddressRange(Objects.requireNonNull(Cidr.parse(text)));
    }

    private static IpAddress address(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }

    private static List<String> candidates(AddressRange range) {
        var all = new ArrayList<String>();
        range.candidates(new Random(1)).forEachRemaining(address -> all.add(address.toString()));
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/24, 254, 16",
        "10.0.0.0/16, 65534, 256",
        "10.0.0.0/28, 14, 0",
        "10.0.0.0/27, 30, 16",
        "10.0.0.0/32, 0, 0",
        "fd00::/120, 255, 16",
        "fd00::/108, 1048575, 256",
        "fd00::/64, 4611686018427387903, 256",
    })
    void sizesAreUpstreams(String text, long size, long lower) {
        assertThat(range(text).size()).isEqualTo(size);
        assertThat(range(text).lower()).isEqualTo(lower);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, false",
        "10.0.0.1, true",
        "10.0.0.254, true",
        "10.0.0.255, false",
        "10.0.1.1, false",
        "fd00::1, false"
    })
    void neitherNetworkNorBroadcastIsGiven(String text, boolean given) {
        assertThat(range("10.0.0.0/24").contains(address(text))).isEqualTo(given);
    }

    @Test
    void theLastAddressOfSixIsGiven() {
        assertThat(range("fd00::/120").contains(address("fd00::ff"))).isTrue();
        assertThat(range("fd00::/120").contains(address("fd00::"))).isFalse();
    }

    @Test
    void eachAddressComesOnceAndTheUpperOnesFirst() {
        var all = candidates(range("10.0.0.0/24"));
        assertThat(all).hasSize(254).doesNotHaveDuplicates();
        assertThat(all.subList(0, 238)).noneMatch(text -> Integer.parseInt(text.substring(7)) <= 16);
        assertThat(candidates(range("10.0.0.0/32"))).isEmpty();
    }
}
