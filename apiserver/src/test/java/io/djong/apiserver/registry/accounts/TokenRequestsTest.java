package io.djong.apiserver.registry.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.authentication.v1.TokenRequest;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.apiserver.server.VirtualServer;
import org.junit.jupiter.api.Test;

class TokenRequestsTest {
    private static final ObjectKey ANN = new ObjectKey("default", "ann");

    @Test
    void aTokenLivesTenMinutesAtLeast() throws Exception {
        assertRefused(
                "{\"spec\":{\"expirationSeconds\":599}}",
                "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 599: "
                        + "may not specify a duration less than 10 minutes");
    }

    @Test
    void aNameThatIsGivenIsTheAccounts() throws Exception {
        assertRefused(
                "{\"metadata\":{\"name\":\"bob\"},\"spec\":{\"expirationSeconds\":600}}",
                "TokenRequest.authentication.k8s.io \"ann\" is invalid: metadata.name: Invalid value: \"bob\": "
                        + "must match the service account name if specified");
    }

    @Test
    void aUidThatIsGivenIsTheAccounts() throws Exception {
        VirtualServer.run(server -> {
            var made = account(server);

            assertThatThrownBy(() ->
                            request(server, "{\"metadata\":{\"uid\":\"other\"},\"spec\":{\"expirationSeconds\":600}}"))
                    .hasMessageContaining(
                            "Operation cannot be fulfilled on TokenRequest.authentication.k8s.io \"ann\": "
                                    + "the UID in the token request (other) does not match the UID of the service account ("
                                    + made.metadata().uid() + ")");
        });
    }

    @Test
    void theAnswerNamesTheAccount() throws Exception {
        VirtualServer.run(server -> {
            var made = account(server);

            var answer = request(server, "{\"spec\":{\"expirationSeconds\":600}}");

            assertThat(answer.metadata().name()).isEqualTo("ann");
            assertThat(answer.metadata().uid()).isEqualTo(made.metadata().uid());
            assertThat(answer.status().token()).isNotEmpty();
        });
    }

    private static void assertRefused(String request, String why) throws Exception {
        VirtualServer.run(server -> {
            account(server);
            assertThatThrownBy(() -> request(server, request)).hasMessageContaining(why);
        });
    }

    private static ServiceAccount account(VirtualServer server) throws Exception {
        return server.admin()
                .of(CoreV1.SERVICE_ACCOUNTS)
                .create(VirtualServer.object(
                        ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"ann\",\"namespace\":\"default\"}}"));
    }

    private static TokenRequest request(VirtualServer server, String body) throws Exception {
        return server.admin()
                .of(CoreV1.SERVICE_ACCOUNTS)
                .createSubresource(ANN, "token", VirtualServer.object(TokenRequest.TYPE, body), TokenRequest.TYPE);
    }
}
