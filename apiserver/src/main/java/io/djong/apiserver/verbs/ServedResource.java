package io.djong.apiserver.verbs;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.apiserver.request.ApiExchange;
import io.djong.client.ApiException;

/// A resource in one served version, as the dispatcher finds it by group, version and plural name.
public interface ServedResource {
    /// Names and verbs in this version.
    Resource<? extends KubeObject> resource();

    /// Answers a request about this resource or one of its subresources.
    ///
    /// @throws ApiException to refuse it
    void handle(ApiExchange exchange) throws ApiException, InterruptedException;
}
