package io.djong.apiserver.authentication;

/// One way to find out who is asking. Authenticators are asked in order; the first that knows the caller
/// wins.
public interface Authenticator {
    /// What an authenticator says.
    sealed interface Result {
        /// The caller is known.
        record Known(User user) implements Result {}

        /// The credentials are not of this authenticator's kind.
        record NotMine() implements Result {}

        /// The credentials are of this kind and wrong; the reason is logged and audited, never sent.
        record Wrong(String reason) implements Result {}
    }

    /// Looks at the credentials.
    Result authenticate(Credentials credentials);
}
