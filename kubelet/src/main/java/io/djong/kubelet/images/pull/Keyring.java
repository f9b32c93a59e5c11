package io.djong.kubelet.images.pull;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.types.core.v1.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The credentials in a pod's pull secrets, found by the image that they are for.
///
/// A key is a registry's host, with a port and a path where they matter; each part of the host may hold `*`, `?` and
/// `[…]`. All keys that match an image count, the last in their order first.
///
/// Source: kubernetes.io/docs/concepts/containers/images, "Interpretation of config.json"; upstream's
/// `credentialprovider`.
final class Keyring {
    private static final String DEFAULT_REGISTRY = "index.docker.io";

    private final SortedMap<String, List<Credentials>> byKey = new TreeMap<>(Comparator.reverseOrder());

    private Keyring() {}

    /// Reads secrets of the types `kubernetes.io/dockerconfigjson` and `kubernetes.io/dockercfg`; others count for
    /// nothing.
    ///
    /// @throws JsonException when a secret cannot be read
    static Keyring of(List<Secret> secrets) throws JsonException {
        var keyring = new Keyring();
        for (Secret secret : secrets) {
            var config = secret.data().get(".dockerconfigjson");
            var old = secret.data().get(".dockercfg");
            if (secret.type().equals("kubernetes.io/dockerconfigjson") && config != null && config.size() > 0) {
                keyring.add(object(config.toArray()).object("auths"), source(secret));
            } else if (secret.type().equals("kubernetes.io/dockercfg") && old != null && old.size() > 0) {
                keyring.add(object(old.toArray()), source(secret));
            }
        }
        return keyring;
    }

    private static JsonObject object(byte[] json) throws JsonException {
        return JsonValue.parse(json) instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private static Credentials.Source source(Secret secret) {
        var meta = secret.metadata();
        return new Credentials.Source(meta.uid(), meta.namespace(), meta.name());
    }

    private void add(JsonObject auths, Credentials.Source source) {
        auths.members().forEach((registry, value) -> {
            var key = key(registry);
            if (key != null && value instanceof JsonObject entry) {
                byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(credentials(entry, source));
            }
        });
    }

    private static Credentials credentials(JsonObject entry, Credentials.Source source) {
        var username = entry.string("username");
        var password = entry.string("password");
        var auth = entry.string("auth").strip();
        if (!auth.isEmpty()) {
            var decoded = decoded(auth);
            int colon = decoded.indexOf(':');
            if (colon >= 0) {
                username = decoded.substring(0, colon);
                password = decoded.substring(colon + 1);
            }
        }
        return new Credentials(username, password, entry.string("identitytoken"), source);
    }

    /// Docker has written it with and without padding.
    private static String decoded(String auth) {
        int end = auth.length();
        while (end > 0 && auth.charAt(end - 1) == '=') {
            end--;
        }
        try {
            return new String(Base64.getDecoder().decode(auth.substring(0, end)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// A registry as it stands in a configuration, without scheme and API version; null when it is no address.
    private static @Nullable String key(String registry) {
        var text = registry.startsWith("https://") || registry.startsWith("http://")
                ? registry.substring(registry.indexOf("://") + 3)
                : registry;
        int slash = text.indexOf('/');
        var host = slash < 0 ? text : text.substring(0, slash);
        var path = slash < 0 ? "" : text.substring(slash);
        if (path.startsWith("/v1/") || path.startsWith("/v2/")) {
            path = path.substring(3);
        } else if (path.equals("/v1") || path.equals("/v2")) {
            path = "";
        }
        if (host.isEmpty()) {
            return null;
        }
        return path.isEmpty() || path.equals("/") ? host : host + path;
    }

    /// What fits an image, in the order to be tried.
    ///
    /// @param repository the image's name in full, without tag and digest
    List<Credentials> lookup(String repository) {
        var found = new ArrayList<Credentials>();
        byKey.forEach((key, credentials) -> {
            if (matches(key, repository)) {
                found.addAll(credentials);
            }
        });
        boolean ofDefaultRegistry =
                repository.startsWith("docker.io/") || repository.startsWith(DEFAULT_REGISTRY + "/");
        if (found.isEmpty() && ofDefaultRegistry) {
            found.addAll(byKey.getOrDefault(DEFAULT_REGISTRY, List.of()));
        }
        return found;
    }

    private static boolean matches(String key, String repository) {
        var wanted = address(key);
        var actual = address(repository);
        if (wanted == null || actual == null || !wanted.port().equals(actual.port())) {
            return false;
        }
        if (!actual.path().startsWith(wanted.path())
                || wanted.labels().size() != actual.labels().size()) {
            return false;
        }
        for (int i = 0; i < wanted.labels().size(); i++) {
            if (!Glob.matches(wanted.labels().get(i), actual.labels().get(i))) {
                return false;
            }
        }
        return true;
    }

    private record Address(List<String> labels, String port, String path) {}

    private static @Nullable Address address(String text) {
        int slash = text.indexOf('/');
        var host = slash < 0 ? text : text.substring(0, slash);
        var path = slash < 0 ? "" : text.substring(slash);
        var port = "";
        int colon = host.lastIndexOf(':');
        if (colon >= 0 && !host.endsWith("]")) {
            port = host.substring(colon + 1);
            host = host.substring(0, colon);
        }
        return isPath(path) ? new Address(List.of(host.split("\\.", -1)), port, path) : null;
    }

    private static boolean isPath(String path) {
        try {
            return new URI("https://host" + path).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
