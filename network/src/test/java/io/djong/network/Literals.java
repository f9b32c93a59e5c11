package io.djong.network;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import java.util.Objects;

/// Addresses that a test writes down.
public final class Literals {
    private Literals() {}

    public static Cidr cidr(String text) {
        return Objects.requireNonNull(Cidr.parse(text));
    }

    public static IpAddress ip(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }
}
