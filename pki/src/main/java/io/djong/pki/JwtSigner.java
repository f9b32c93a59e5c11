package io.djong.pki;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;

/// Signs JSON web tokens in the compact form (RFC 7515) with one key. Safe for use by several threads.
public final class JwtSigner {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair key;
    private final JwtAlgorithm algorithm;
    private final String header;

    /// @throws PkiException a key that no supported algorithm takes
    public JwtSigner(KeyPair key) throws PkiException {
        JwtAlgorithm fitting = JwtAlgorithm.of(key.getPrivate());
        if (fitting == null) {
            throw new PkiException("Tokens can be signed with RSA keys and keys on P-256, P-384 and P-521 only.");
        }
        this.key = key;
        this.algorithm = fitting;
        String json = "{\"alg\":\"" + fitting + "\",\"kid\":\"" + KeyId.of(key.getPublic()) + "\"}";
        this.header = BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /// The key id in each token's header.
    public String keyId() {
        return KeyId.of(key.getPublic());
    }

    /// The signed token.
    ///
    /// @param claims a JSON object in UTF-8
    public String sign(byte[] claims) {
        String signed = header + "." + BASE64.encodeToString(claims);
        try {
            Signature signature = Signature.getInstance(algorithm.jcaName());
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
    }
}
