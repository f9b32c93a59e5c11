package io.djong.apiserver.authorization;

import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;

/// What somebody is told who may not do what they want, in upstream's words.
public final class Refusal {
    private Refusal() {}

    /// 403.
    ///
    /// @param reason of the authorisers; "" when they gave none
    public static ApiException of(Attributes wanted, String reason) {
        var sentence = sentence(wanted);
        var why = reason.isEmpty() ? sentence : sentence + ": " + reason;
        if (wanted.resourceRequest()) {
            return Failures.forbidden(wanted.group(), wanted.resource(), wanted.name(), why);
        }
        return Failures.forbiddenPath(why);
    }

    private static String sentence(Attributes wanted) {
        var user = "User \"" + wanted.user().name() + "\" cannot " + wanted.verb();
        if (!wanted.resourceRequest()) {
            return user + " path \"" + wanted.path() + "\"";
        }
        var resource =
                wanted.subresource().isEmpty() ? wanted.resource() : wanted.resource() + "/" + wanted.subresource();
        var text = user + " resource \"" + resource + "\" in API group \"" + wanted.group() + "\"";
        return wanted.namespace().isEmpty()
                ? text + " at the cluster scope"
                : text + " in the namespace \"" + wanted.namespace() + "\"";
    }
}
