package io.djong.apiserver.authorization;

import io.djong.apiserver.authentication.User;
import java.util.List;

/// The mode `AlwaysAllow`: for tests.
public final class AlwaysAllow implements Authorizer {
    @Override
    public Decision authorize(Attributes attributes) {
        return new Decision.Allow("");
    }

    @Override
    public Rules rules(User user, String namespace) {
        return new Rules(
                List.of(new ResourceRule(List.of("*"), List.of("*"), List.of("*"), List.of())),
                List.of(new NonResourceRule(List.of("*"), List.of("*"))),
                false,
                "");
    }
}
