package io.djong.apiserver.loopback;

import io.djong.api.meta.Resource;
import io.djong.api.selector.FieldSelector;
import io.djong.api.selector.SelectorException;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.authorization.Refusal;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;

/// The authorisation of each call of the in-process client, by the same rules as over HTTP.
record Access(Authorizer authorizer, User user, Resource<?> resource) {
    void require(String verb, String subresource, String namespace, String name) throws ApiException {
        require(Attributes.resource(
                user, verb, resource.group(), resource.version(), resource.plural(), subresource, namespace, name));
    }

    /// A list, watch or deletion of a collection. One that is limited to a name is about that object, as over HTTP.
    void require(String verb, ListQuery query) throws ApiException {
        var fields = fields(query.fieldSelector());
        var name = verb.equals("deletecollection") ? null : fields.exactMatch("metadata.name");
        require(Attributes.resource(
                        user,
                        verb,
                        resource.group(),
                        resource.version(),
                        resource.plural(),
                        "",
                        query.namespace(),
                        name == null ? "" : name)
                .withFields(fields));
    }

    private static FieldSelector fields(String text) {
        try {
            return FieldSelector.parse(text);
        } catch (SelectorException e) {
            return FieldSelector.EVERYTHING; // refused when the list begins
        }
    }

    private void require(Attributes wanted) throws ApiException {
        var decision = authorizer.authorize(wanted);
        if (!(decision instanceof Decision.Allow)) {
            throw Refusal.of(wanted, decision.reason());
        }
    }
}
