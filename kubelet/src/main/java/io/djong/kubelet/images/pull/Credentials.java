package io.djong.kubelet.images.pull;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Who asks a registry for an image.
///
/// @param username "" when a token says it
/// @param identityToken for a registry that gives tokens in exchange; "" for none
/// @param source the secret that they are from
record Credentials(String username, String password, String identityToken, Source source) {
    /// Where credentials are from.
    record Source(String uid, String namespace, String name) {}

    /// Tells whether credentials are the same, without telling them.
    String hash() {
        var json = JsonObject.EMPTY
                .with("username", new JsonString(username))
                .with("password", new JsonString(password))
                .with("identityToken", new JsonString(identityToken))
                .toJson();
        return sha256(json);
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The password stays out of logs.
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
