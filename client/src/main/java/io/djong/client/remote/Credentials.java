package io.djong.client.remote;

import io.djong.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What a request says about who sends it, beside the client certificate. Asked for each request.
@FunctionalInterface
public interface Credentials {
    /// Nothing: the certificate is all, or nobody.
    Credentials NONE = headers -> {};

    /// Adds what proves the user.
    void addTo(Headers.Builder headers);

    /// A bearer token; the supplier may give another one as time passes, "" for none.
    static Credentials bearer(Supplier<String> token) {
        return headers -> {
            String present = token.get();
            if (!present.isEmpty()) headers.set("Authorization", "Bearer " + present);
        };
    }

    /// User name and password.
    static Credentials basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String value = "Basic " + Base64.getEncoder().encodeToString(both);
        return headers -> headers.set("Authorization", value);
    }

    /// These credentials, to act as somebody else.
    ///
    /// @param uid "" for none
    /// @param extra by key, in order of the map
    default Credentials impersonating(String user, String uid, List<String> groups, Map<String, List<String>> extra) {
        return headers -> {
            addTo(headers);
            headers.set("Impersonate-User", user);
            if (!uid.isEmpty()) headers.set("Impersonate-Uid", uid);
            for (String group : groups) headers.add("Impersonate-Group", group);
            extra.forEach((key, values) -> {
                for (String value : values) headers.add("Impersonate-Extra-" + Escapes.headerKey(key), value);
            });
        };
    }
}
