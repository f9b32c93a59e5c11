package io.djong.apiserver.pipeline;

import io.djong.apiserver.request.ApiExchange;
import io.djong.client.ApiException;

/// One step of a request's path.
public interface Stage {
    /// Looks at the request.
    ///
    /// @return whether it was answered here, so that no later stage sees it
    /// @throws ApiException to refuse it
    boolean handle(ApiExchange exchange) throws ApiException, InterruptedException;
}
