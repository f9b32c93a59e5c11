package io.djong.http.tls;

import java.util.List;
import java.util.function.Supplier;

/// A certificate for clients that ask for certain names (upstream's `--tls-sni-cert-key`).
///
/// @param names DNS names and IP addresses, a leftmost label may be `*`; empty for those that the
///     certificate names
public record NamedIdentity(List<String> names, Supplier<Identity> identity) {
    public NamedIdentity {
        names = List.copyOf(names);
    }
}
