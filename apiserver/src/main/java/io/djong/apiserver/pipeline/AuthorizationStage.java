package io.djong.apiserver.pipeline;

import io.djong.api.selector.FieldSelector;
import io.djong.api.selector.SelectorException;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.authorization.Refusal;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.RequestInfo;
import io.djong.client.ApiException;
import java.util.Set;

/// Refuses with 403 what the authorisers do not allow.
public final class AuthorizationStage implements Stage {
    /// The verbs that field selectors have a meaning for.
    private static final Set<String> SELECTING = Set.of("list", "watch", "deletecollection");

    private final Authorizer authorizer;

    /// A stage that asks this authoriser.
    public AuthorizationStage(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public boolean handle(ApiExchange exchange) throws ApiException {
        var wanted = attributes(exchange.user(), exchange.info()).withFields(fields(exchange));
        var decision = authorizer.authorize(wanted);
        exchange.annotations()
                .put("authorization.k8s.io/decision", decision instanceof Decision.Allow ? "allow" : "forbid");
        exchange.annotations().put("authorization.k8s.io/reason", decision.reason());
        if (decision instanceof Decision.Allow) {
            return false;
        }
        exchange.response().header("X-Content-Type-Options", "nosniff");
        throw Refusal.of(wanted, decision.reason());
    }

    /// To what the request limits itself; one that cannot be read limits nothing.
    private static FieldSelector fields(ApiExchange exchange) {
        if (!SELECTING.contains(exchange.info().verb())) {
            return FieldSelector.EVERYTHING;
        }
        try {
            return FieldSelector.parse(exchange.query().first("fieldSelector"));
        } catch (SelectorException e) {
            return FieldSelector.EVERYTHING;
        }
    }

    /// What a request wants to do.
    public static Attributes attributes(User user, RequestInfo info) {
        return info.resourceRequest()
                ? Attributes.resource(
                        user,
                        info.verb(),
                        info.group(),
                        info.version(),
                        info.resource(),
                        info.subresource(),
                        info.namespace(),
                        info.name())
                : Attributes.path(user, info.verb(), info.path());
    }
}
