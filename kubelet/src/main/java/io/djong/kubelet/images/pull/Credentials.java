package io.djong.kubelet.images.pull;

/// Who asks a registry for an image.
///
/// @param username "" when a token says it
/// @param identityToken for a registry that gives tokens in exchange; "" for none
record Credentials(String username, String password, String identityToken) {
    /// The password stays out of logs.
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
