package io.djong.http.proxy;

import io.djong.http.Headers;
import java.util.Locale;
import java.util.Set;

/// Headers that are meant for one connection only (RFC 9110, 7.6.1).
final class HopByHop {
    private static final Set<String> ALWAYS = Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HopByHop() {}

    /// Without them, and without those that `Connection` names.
    static Headers without(Headers headers) {
        var named = headers.tokens("Connection");
        var kept = new Headers.Builder();
        headers.forEach((name, value) -> {
            boolean here = ALWAYS.contains(name.toLowerCase(Locale.ROOT));
            for (var each : named) here |= each.equalsIgnoreCase(name);
            if (!here) kept.add(name, value);
        });
        return kept.build();
    }
}
