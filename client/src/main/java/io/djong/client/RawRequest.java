package io.djong.client;

import io.djong.api.meta.Bytes;
import java.util.List;
import java.util.Map;

/// A request by its path, for what is not a resource: discovery, health, version, metrics.
///
/// @param method upper case
/// @param path begins with `/`, percent-encoded where needed
/// @param query parameters in order of the map; values of one name in their order
/// @param accept the Accept header, "" for `application/json`
/// @param contentType of the body, "" when there is none
/// @param body empty when there is none
public record RawRequest(
        String method, String path, Map<String, List<String>> query, String accept, String contentType, Bytes body) {
    /// A GET of this path that accepts JSON.
    public static RawRequest get(String path) {
        return new RawRequest("GET", path, Map.of(), "", "", Bytes.EMPTY);
    }

    /// The request with another Accept header.
    public RawRequest withAccept(String value) {
        return new RawRequest(method, path, query, value, contentType, body);
    }
}
