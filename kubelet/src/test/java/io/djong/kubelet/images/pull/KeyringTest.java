package io.djong.kubelet.images.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonException;
import io.djong.api.meta.Bytes;
import io.djong.api.types.core.v1.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyringTest {
    private static final Credentials.Source NOBODY = new Credentials.Source("", "", "");

    @ParameterizedTest
    @CsvSource({
        "registry.example, registry.example/app, true",
        "registry.example, registry.example:5000/app, false",
        "registry.example:5000, registry.example:5000/app, true",
        "https://registry.example/v1/, registry.example/app, true",
        "registry.example/team, registry.example/team/app, true",
        "registry.example/team, registry.example/other/app, false",
        "*.example, registry.example/app, true",
        "*.example, deep.registry.example/app, false",
        "r[a-f]gistry.example, registry.example/app, true",
        "r[^a-f]gistry.example, registry.example/app, false",
        "https://index.docker.io/v1/, docker.io/library/busybox, true",
        "docker.io, docker.io/library/busybox, true"
    })
    void findsWhatFits(String key, String repository, boolean found) throws JsonException {
        var keyring = Keyring.of(List.of(json("{\"auths\":{\"" + key + "\":{\"auth\":\"bWU6cHc6eA==\"}}}")));

        assertThat(keyring.lookup(repository))
                .isEqualTo(found ? List.of(new Credentials("me", "pw:x", "", NOBODY)) : List.of());
    }

    @Test
    void triesTheLongerKeyFirst() throws JsonException {
        var keyring = Keyring.of(List.of(json("{\"auths\":{\"registry.example\":{\"username\":\"all\"},"
                + "\"registry.example/team\":{\"username\":\"team\",\"password\":\"p\"}}}")));

        assertThat(keyring.lookup("registry.example/team/app"))
                .containsExactly(new Credentials("team", "p", "", NOBODY), new Credentials("all", "", "", NOBODY));
    }

    @Test
    void readsTheOldForm() throws JsonException {
        var secret = Secret.EMPTY
                .withType("kubernetes.io/dockercfg")
                .withData(Map.of(".dockercfg", Bytes.utf8("{\"registry.example\":{\"username\":\"me\"}}")));

        assertThat(Keyring.of(List.of(secret)).lookup("registry.example/app")).hasSize(1);
    }

    @Test
    void passesOverOtherSecrets() throws JsonException {
        assertThat(Keyring.of(List.of(Secret.EMPTY.withType("Opaque"))).lookup("registry.example/app"))
                .isEmpty();
    }

    @Test
    void showsNoPassword() {
        assertThat(new Credentials("me", "secret", "token", NOBODY)).asString().doesNotContain("secret", "token");
    }

    private static Secret json(String config) {
        return Secret.EMPTY
                .withType("kubernetes.io/dockerconfigjson")
                .withData(Map.of(".dockerconfigjson", Bytes.utf8(config)));
    }
}
