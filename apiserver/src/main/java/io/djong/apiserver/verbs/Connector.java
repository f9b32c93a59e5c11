package io.djong.apiserver.verbs;

import io.djong.api.meta.ObjectKey;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;

/// Serves what is a stream or a proxied request rather than an object: logs, exec, attach, port-forward,
/// proxy.
public interface Connector {
    /// Answers the request.
    ///
    /// @param key of the parent object
    void connect(ApiExchange exchange, Subresource.Connect<?> subresource, ObjectKey key)
            throws ApiException, InterruptedException;
}
