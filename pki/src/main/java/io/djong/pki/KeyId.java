package io.djong.pki;

import java.security.PublicKey;
import java.util.Base64;

/// The name of a public key in token headers and key sets.
public final class KeyId {
    private KeyId() {}

    /// Unpadded base64url of the SHA-256 of the key's SubjectPublicKeyInfo, as upstream computes it.
    public static String of(PublicKey key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hash.SHA_256.of(key.getEncoded()));
    }
}
