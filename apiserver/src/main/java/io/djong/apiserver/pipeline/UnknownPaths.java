package io.djong.apiserver.pipeline;

import io.djong.apiserver.request.ApiExchange;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// Answers paths that nobody serves with a line of text, API groups that do not exist among them, as
/// Go's own router does. Unknown versions and resources of a known group are somebody's: they get a
/// `Status`.
public final class UnknownPaths implements Stage {
    private final Predicate<String> knownGroups;

    /// @param knownGroups whether an API group is served in any version
    public UnknownPaths(Predicate<String> knownGroups) {
        this.knownGroups = knownGroups;
    }

    @Override
    public boolean handle(ApiExchange exchange) {
        var parts = exchange.info().path().split("/");
        if (parts.length < 3 || !parts[1].equals("apis") || parts[2].isEmpty() || knownGroups.test(parts[2])) {
            return false;
        }
        answer(exchange);
        return true;
    }

    /// The line.
    static void answer(ApiExchange exchange) {
        exchange.response().header("X-Content-Type-Options", "nosniff");
        exchange.send(404, "text/plain; charset=utf-8", "404 page not found\n".getBytes(StandardCharsets.UTF_8));
    }
}
