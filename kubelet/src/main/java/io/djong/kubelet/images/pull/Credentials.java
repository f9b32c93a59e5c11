package io.djong.kubelet.images.pull;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.pki.Hash;

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
        return Hash.SHA_256.hex(json);
    }

    /// The password stays out of logs.
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
