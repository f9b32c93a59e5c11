package io.djong.apiserver.authentication;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request presented.
///
/// @param certificates the peer's chain, leaf first, not yet verified against any authority; empty
///     without a client certificate
/// @param bearerToken the token of `Authorization: Bearer`, or null
/// @param audiences for one of which a token must be meant; empty for this server's own
public record Credentials(
        List<X509Certificate> certificates, @Nullable String bearerToken, List<String> audiences) {}
