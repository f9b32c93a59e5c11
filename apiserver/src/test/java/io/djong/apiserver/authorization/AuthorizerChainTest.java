package io.djong.apiserver.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.apiserver.authentication.User;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorizerChainTest {
    private final User superuser = User.of("root", User.MASTERS_GROUP);

    @Test
    void tellsRulesOfTheAuthorizersAloneAlsoToSuperusers() {
        assertThat(new AuthorizerChain(List.of(new AlwaysDeny()))
                        .rules(superuser, "default")
                        .nonResourceRules())
                .isEmpty();
        assertThat(new AuthorizerChain(List.of(new AlwaysAllow()))
                        .rules(superuser, "default")
                        .nonResourceRules())
                .hasSize(1);
    }
}
