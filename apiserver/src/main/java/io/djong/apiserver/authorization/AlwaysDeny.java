package io.djong.apiserver.authorization;

import io.djong.apiserver.authentication.User;
import java.util.List;

/// The mode `AlwaysDeny`: for tests.
public final class AlwaysDeny implements Authorizer {
    @Override
    public Decision authorize(Attributes attributes) {
        return new Decision.NoOpinion("Everything is forbidden.");
    }

    @Override
    public Rules rules(User user, String namespace) {
        return new Rules(List.of(), List.of(), false, "");
    }
}
