package io.djong.apiserver.proxy;

import io.djong.http.Headers;
import io.djong.http.Request;
import java.util.Locale;

/// The headers of a request that is passed on: who the caller is stays with us.
final class ForwardedHeaders {
    private static final String BEARER_PROTOCOL = "base64url.bearer.authorization.k8s.io.";

    private ForwardedHeaders() {}

    /// Without tokens and without the names of impersonated users.
    static Headers withoutCredentials(Request request) {
        var kept = new Headers.Builder();
        request.headers().forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("sec-websocket-protocol")) {
                var protocols = withoutToken(value);
                if (!protocols.isEmpty()) {
                    kept.add(name, protocols);
                }
            } else if (!lower.equals("authorization") && !lower.startsWith("impersonate-")) {
                kept.add(name, value);
            }
        });
        return kept.build();
    }

    /// The same for a pod or service, which is told how it was asked.
    static Headers toTarget(Request request) {
        var headers = withoutCredentials(request).toBuilder();
        headers.set("X-Forwarded-Uri", request.rawPath());
        if (!request.host().isEmpty()) {
            headers.set("X-Forwarded-Host", request.host());
        }
        headers.set("X-Forwarded-Proto", request.secure() ? "https" : "http");
        return headers.build();
    }

    private static String withoutToken(String protocols) {
        var kept = new StringBuilder();
        for (var each : protocols.split(",")) {
            if (!each.strip().startsWith(BEARER_PROTOCOL) && !each.isBlank()) {
                kept.append(kept.isEmpty() ? "" : ", ").append(each.strip());
            }
        }
        return kept.toString();
    }
}
