package io.djong.apiserver.proxy;

import io.djong.api.types.core.v1.Node;
import io.djong.client.ApiException;

/// Finds nodes.
@FunctionalInterface
interface NodeOf {
    /// The node of this name.
    ///
    /// @throws ApiException 404 when there is none
    Node get(String name) throws ApiException, InterruptedException;
}
