package io.djong.apiserver.authentication;

import java.util.List;

/// One way to find out who is asking. Authenticators are asked in order; the first that knows the caller
/// wins.
public interface Authenticator {
    /// What an authenticator says.
    sealed interface Result {
        /// The caller is known.
        ///
        /// @param audiences that the credentials are meant for; empty when they say nothing of it
        record Known(User user, List<String> audiences) implements Result {
            /// Known by credentials that say nothing of audiences.
            public Known(User user) {
                this(user, List.of());
            }
        }

        /// The credentials are not of this authenticator's kind.
        record NotMine() implements Result {}

        /// The credentials are of this kind and wrong; the reason is logged and audited, never sent.
        record Wrong(String reason) implements Result {}
    }

    /// Looks at the credentials.
    Result authenticate(Credentials credentials);
}
