package io.djong.apiserver.server;

import io.djong.api.meta.Bytes;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.authorization.Refusal;
import io.djong.apiserver.discovery.DiscoveryDocuments;
import io.djong.apiserver.loopback.LoopbackClient;
import io.djong.client.ApiException;
import io.djong.client.RawRequest;
import io.djong.client.RawResponse;
import java.util.Locale;

/// Answers of the in-process client to requests by path: discovery, which controllers that follow all
/// kinds need.
final class LocalPaths implements LoopbackClient.RawHandler {
    private final ServerParts parts;
    private final DiscoveryDocuments discovery;

    LocalPaths(ServerParts parts) {
        this.parts = parts;
        this.discovery = new DiscoveryDocuments(parts.served().apis());
    }

    @Override
    public RawResponse answer(User user, RawRequest request) throws ApiException {
        var wanted = Attributes.path(user, request.method().toLowerCase(Locale.ROOT), request.path());
        var decision = parts.core().authorizer().authorize(wanted);
        if (!(decision instanceof Decision.Allow)) {
            throw Refusal.of(wanted, decision.reason());
        }
        var document = request.method().equals("GET") ? discovery.plain(request.path()) : null;
        return document == null
                ? new RawResponse(404, "text/plain", Bytes.utf8("404 page not found\n"))
                : new RawResponse(200, "application/json", Bytes.trusted(document));
    }
}
