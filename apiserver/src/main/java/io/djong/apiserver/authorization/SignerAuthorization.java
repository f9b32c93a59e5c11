package io.djong.apiserver.authorization;

import io.djong.apiserver.authentication.User;

/// Whether a user may do something in the name of a signer: the virtual resource `signers`, by the signer's name
/// or by its domain and `/*`.
public final class SignerAuthorization {
    private SignerAuthorization() {}

    /// Whether one of the two names is allowed.
    ///
    /// @param verb `approve`, `sign` or `attest`
    public static boolean allowed(Authorizer authorizer, User user, String verb, String signer) {
        int slash = signer.indexOf('/');
        String domain = slash < 0 ? signer : signer.substring(0, slash);
        return ask(authorizer, user, verb, signer) || ask(authorizer, user, verb, domain + "/*");
    }

    private static boolean ask(Authorizer authorizer, User user, String verb, String name) {
        var attributes = Attributes.resource(user, verb, "certificates.k8s.io", "*", "signers", "", "", name);
        return authorizer.authorize(attributes) instanceof Decision.Allow;
    }
}
