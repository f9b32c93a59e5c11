package io.djong.apiserver.loopback;

import io.djong.api.meta.Resource;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.pipeline.AuthorizationStage;
import io.djong.client.ApiException;

/// The authorisation of each call of the in-process client, by the same rules as over HTTP.
record Access(Authorizer authorizer, User user, Resource<?> resource) {
    void require(String verb, String subresource, String namespace, String name) throws ApiException {
        var wanted = Attributes.resource(
                user, verb, resource.group(), resource.version(), resource.plural(), subresource, namespace, name);
        var decision = authorizer.authorize(wanted);
        if (!(decision instanceof Decision.Allow)) {
            throw AuthorizationStage.forbidden(wanted, decision.reason());
        }
    }
}
