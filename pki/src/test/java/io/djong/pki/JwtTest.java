package io.djong.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class JwtTest {
    private static final byte[] CLAIMS = "{\"iss\":\"x\",\"sub\":\"ä\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void signsAndVerifiesWithBothKindsOfKeys() throws Exception {
        for (KeyPair key : List.of(Keys.rsa2048(), Keys.ecP256())) {
            String token = new JwtSigner(key).sign(CLAIMS);
            assertThat(new JwtVerifier(List.of(Keys.ecP256().getPublic(), key.getPublic())).verify(token))
                    .isEqualTo(CLAIMS);
            String header = new String(
                    Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
            assertThat(header).contains("\"kid\":\"" + KeyId.of(key.getPublic()) + "\"");
        }
    }

    @Test
    void refusesForgeriesAndUnknownKeys() throws Exception {
        KeyPair key = FixedTestKeys.serviceAccountKey();
        JwtVerifier verifier = new JwtVerifier(List.of(key.getPublic()));
        String token = new JwtSigner(key).sign(CLAIMS);
        assertThatThrownBy(() -> verifier.verify(new JwtSigner(Keys.ecP256()).sign(CLAIMS)))
                .isInstanceOf(PkiException.class)
                .hasMessage("The token is not signed by a known key.");
        String none = b64("{\"alg\":\"none\"}") + "." + b64("{}") + ".";
        assertThatThrownBy(() -> verifier.verify(none)).isInstanceOf(PkiException.class);
        String swapped = token.substring(0, token.indexOf('.') + 1)
                + b64("{\"sub\":\"root\"}")
                + token.substring(token.lastIndexOf('.'));
        assertThatThrownBy(() -> verifier.verify(swapped)).isInstanceOf(PkiException.class);
    }

    @Test
    void malformedTokensAreSaidInASentence() {
        JwtVerifier verifier = new JwtVerifier(List.of());
        for (String bad : List.of(
                "",
                "a",
                "a.b",
                "a.b.c.d",
                "!.b.c",
                b64("{") + ".e.e",
                b64("{\"alg\":\"\\u00\"}") + "..",
                b64("{\"crit\":[]}") + "..",
                b64("[".repeat(9000)) + "..",
                b64("{\"a\":" + "[".repeat(9000)) + "..")) {
            assertThatThrownBy(() -> verifier.verify(bad)).as(bad).isInstanceOf(PkiException.class);
        }
    }

    @Test
    void foreignHeadersMayCarryMore() throws Exception {
        assertThat(JoseHeader.parse("{ \"typ\":\"JWT\",\"x\":{\"a\":[1,true,{}]},\"alg\":\"RS256\",\"kid\":\"\\u0041\"}"
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new JoseHeader("RS256", "A"));
    }

    @Test
    void keySetNamesKeysAsTokensDo() throws Exception {
        KeyPair rsa = FixedTestKeys.serviceAccountKey();
        KeyPair ec = Keys.ecP256();
        String set = Jwks.document(List.of(rsa.getPublic(), ec.getPublic(), rsa.getPublic()));
        assertThat(set)
                .startsWith("{\"keys\":[{\"use\":\"sig\",\"kty\":\"")
                .contains("\"kid\":\"" + KeyId.of(rsa.getPublic()) + "\",\"alg\":\"RS256\",\"n\":\"")
                .contains("\"e\":\"AQAB\"}")
                .contains("\"kid\":\"" + KeyId.of(ec.getPublic()) + "\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"x\":\"");
        assertThat(set.split("\"use\"")).hasSize(3);
    }

    private static String b64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
