package io.djong.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Addresses that are taken and should be written another way.
final class AddressWarningsTest {
    private static final FieldPath PATH = FieldPath.of("f");

    @Test
    void usualFormsAreFine() {
        assertThat(AddressWarnings.ip(PATH, "10.0.0.1")).isEmpty();
        assertThat(AddressWarnings.ip(PATH, "::1")).isEmpty();
        assertThat(AddressWarnings.ip(PATH, "nonsense")).isEmpty();
        assertThat(AddressWarnings.cidr(PATH, "10.0.0.0/8")).isEmpty();
    }

    @Test
    void othersAreTold() {
        assertThat(AddressWarnings.ip(PATH, "010.0.0.1"))
                .containsExactly("f: non-standard IP address \"010.0.0.1\" is invalid: use \"10.0.0.1\"");
        assertThat(AddressWarnings.ip(PATH, "0::1"))
                .containsExactly("f: IPv6 address \"0::1\" should be in RFC 5952 canonical format (\"::1\")");
        assertThat(AddressWarnings.cidr(PATH, "10.0.0.7/24"))
                .containsExactly("f: CIDR value \"10.0.0.7/24\" is ambiguous in this context (should be "
                        + "\"10.0.0.0/24\" or \"10.0.0.7/32\"?)");
        assertThat(AddressWarnings.cidr(PATH, "0::/64"))
                .containsExactly("f: IPv6 CIDR value \"0::/64\" should be in RFC 5952 canonical format (\"::/64\")");
    }
}
