package io.djong.apiserver.pipeline;

import io.djong.apiserver.authentication.Authenticator;
import io.djong.apiserver.authentication.Credentials;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out who is asking. Wrong credentials are 401; none are the anonymous user where that is allowed.
public final class AuthenticationStage implements Stage {
    private static final System.Logger LOG = System.getLogger(AuthenticationStage.class.getName());

    private final List<Authenticator> authenticators;
    private final boolean anonymous;
    private final Stage failed;

    /// @param authenticators in the order in which they are asked
    /// @param anonymous whether requests without credentials are let through as `system:anonymous`
    public AuthenticationStage(List<Authenticator> authenticators, boolean anonymous) {
        this(authenticators, anonymous, exchange -> false);
    }

    /// @param anonymous whether requests without credentials are let through as `system:anonymous`
    /// @param failed sees requests of wrong credentials before they are refused
    public AuthenticationStage(List<Authenticator> authenticators, boolean anonymous, Stage failed) {
        this.failed = failed;
        this.authenticators = List.copyOf(authenticators);
        this.anonymous = anonymous;
    }

    @Override
    public boolean handle(ApiExchange exchange) throws ApiException, InterruptedException {
        var token = bearerToken(exchange.header("Authorization"));
        var credentials = new Credentials(exchange.request().peerCertificates(), token, List.of());
        var wrong = false;
        for (var authenticator : authenticators) {
            switch (authenticator.authenticate(credentials)) {
                case Authenticator.Result.Known known -> {
                    exchange.authenticatedAs(known.user().authenticated());
                    return false;
                }
                case Authenticator.Result.Wrong(var reason) -> {
                    wrong = true;
                    LOG.log(System.Logger.Level.DEBUG, "authentication failed: {0}", reason);
                }
                case Authenticator.Result.NotMine notMine -> {}
            }
        }
        if (wrong || token != null || !anonymous) {
            failed.handle(exchange);
            throw Failures.unauthorized();
        }
        exchange.authenticatedAs(User.ANONYMOUS);
        return false;
    }

    /// The token of a bearer header; null when there is none.
    private static @Nullable String bearerToken(String header) {
        var parts = header.strip().split(" ", 3);
        return parts.length >= 2 && parts[0].equalsIgnoreCase("bearer") && !parts[1].isEmpty() ? parts[1] : null;
    }
}
