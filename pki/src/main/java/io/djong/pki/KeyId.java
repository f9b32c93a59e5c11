package io.djong.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;

/// The name of a public key in token headers and key sets.
public final class KeyId {
    private KeyId() {}

    /// Unpadded base64url of the SHA-256 of the key's SubjectPublicKeyInfo, as upstream computes it.
    public static String of(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
