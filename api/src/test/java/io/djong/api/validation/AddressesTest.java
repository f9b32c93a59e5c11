package io.djong.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    private static String body(FieldErrors errors) {
        return errors.isEmpty() ? "" : errors.list().getFirst().body().replaceFirst("Invalid value: \".*?\": ", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1|''|''",
                "010.0.0.1|must not have leading 0s|must not have leading 0s",
                "::ffff:10.0.0.1|must not be an IPv4-mapped IPv6 address|must not be an IPv4-mapped IPv6 address",
                "FD00::1|''|must be in canonical form (\"fd00::1\")",
                "fd00::1|''|''",
                "10.0.0|must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)|must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            })
    void addresses(String value, String legacy, String strict) {
        var errors = new FieldErrors();
        Addresses.legacyIp(errors, FieldPath.of("ip"), value);
        assertThat(body(errors)).isEqualTo(legacy);
        errors = new FieldErrors();
        Addresses.ip(errors, FieldPath.of("ip"), value);
        assertThat(body(errors)).isEqualTo(strict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8|''",
                "10.0.0.0/08|must not have leading 0s in IP or prefix length",
                "10.0.0.1/8|must not have bits set beyond the prefix length",
                "::ffff:10.0.0.0/104|must not have an IPv4-mapped IPv6 address",
                "10.0.0.0/33|must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
                "10.0.0.0|must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
            })
    void ranges(String value, String legacy) {
        var errors = new FieldErrors();
        Addresses.legacyCidr(errors, FieldPath.of("cidr"), value);
        assertThat(body(errors)).isEqualTo(legacy);
    }
}
