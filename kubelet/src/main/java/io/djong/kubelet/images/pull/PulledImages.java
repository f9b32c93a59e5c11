package io.djong.kubelet.images.pull;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.pki.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Remembers whose credentials fetched an image, so that a pod may use an image that is there only
/// if it could fetch it itself. An image that this kubelet did not fetch is for everybody.
///
/// One small file per image, as upstream's `ImagePulledRecord`, and one for each pull that has begun: an image that a
/// kubelet was about to fetch when it ended is not for everybody.
///
/// Source: kubernetes.io/docs/concepts/containers/images, "Ensure image pull credential verification"; the policy is
/// `NeverVerifyPreloadedImages`.
public final class PulledImages {
    private static final String MAPPING = "credentialMapping";
    private static final String SECRETS = "kubernetesSecrets";
    private static final String EVERYBODY = "nodePodsAccessible";
    private static final String HASH = "credentialHash";

    private final Path pulled;
    private final Path pulling;
    private final ReentrantLock lock = new ReentrantLock();

    /// @param folder of the kubelet: upstream's `/var/lib/kubelet/image_manager`
    public PulledImages(Path folder) {
        this.pulled = folder.resolve("pulled");
        this.pulling = folder.resolve("pulling");
    }

    /// Whether a pod with these credentials may use an image that is there, without fetching it.
    ///
    /// @param image as the pod calls it, with its tag
    /// @param id the runtime's
    /// @param repository the image's name in full, without tag and digest
    boolean mayUse(String image, String id, String repository, List<Credentials> credentials) throws IOException {
        lock.lock();
        try {
            var record = read(file(pulled, id));
            if (record == null) {
                return !Files.exists(file(pulling, image));
            }
            if (!(record.object(MAPPING).get(repository) instanceof JsonObject whose)) {
                return false;
            }
            if (whose.get(EVERYBODY) instanceof JsonBool everybody && everybody.value()) {
                return true;
            }
            for (JsonValue value : whose.array(SECRETS).values()) {
                if (value instanceof JsonObject secret && credentials.stream().anyMatch(each -> isSame(secret, each))) {
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Notes that a pull begins.
    void begun(String image) throws IOException {
        lock.lock();
        try {
            write(
                    file(pulling, image),
                    JsonObject.EMPTY
                            .with("kind", new JsonString("ImagePullIntent"))
                            .with("apiVersion", new JsonString("kubelet.config.k8s.io/v1beta1"))
                            .with("image", new JsonString(image)));
        } finally {
            lock.unlock();
        }
    }

    /// Notes that a pull failed.
    void failed(String image) throws IOException {
        lock.lock();
        try {
            Files.deleteIfExists(file(pulling, image));
        } finally {
            lock.unlock();
        }
    }

    /// Notes that a pull succeeded.
    ///
    /// @param credentials whose; null when none were needed
    void succeeded(String image, String id, String repository, @Nullable Credentials credentials, Instant now)
            throws IOException {
        lock.lock();
        try {
            var record = read(file(pulled, id));
            var before = record == null ? JsonObject.EMPTY : record;
            var mapping = before.object(MAPPING);
            var whose = with(mapping.object(repository), credentials);
            write(
                    file(pulled, id),
                    JsonObject.EMPTY
                            .with("kind", new JsonString("ImagePulledRecord"))
                            .with("apiVersion", new JsonString("kubelet.config.k8s.io/v1beta1"))
                            .with("lastUpdatedTime", new JsonString(now.toString()))
                            .with("imageRef", new JsonString(id))
                            .with(MAPPING, mapping.with(repository, whose)));
            Files.deleteIfExists(file(pulling, image));
        } finally {
            lock.unlock();
        }
    }

    private static JsonObject with(JsonObject whose, @Nullable Credentials credentials) {
        if (credentials == null) {
            return JsonObject.EMPTY.with(EVERYBODY, JsonBool.of(true));
        }
        var secrets = new java.util.ArrayList<JsonValue>();
        for (JsonValue value : whose.array(SECRETS).values()) {
            if (value instanceof JsonObject secret && !isSame(secret, credentials)) {
                secrets.add(secret);
            }
        }
        var source = credentials.source();
        secrets.add(JsonObject.EMPTY
                .with("uid", new JsonString(source.uid()))
                .with("namespace", new JsonString(source.namespace()))
                .with("name", new JsonString(source.name()))
                .with(HASH, new JsonString(credentials.hash())));
        return JsonObject.EMPTY.with(SECRETS, new JsonArray(secrets));
    }

    /// The same secret, whatever it says now, or the same words, whosever.
    private static boolean isSame(JsonObject secret, Credentials credentials) {
        var source = credentials.source();
        boolean sameSource = secret.string("uid").equals(source.uid())
                && secret.string("namespace").equals(source.namespace())
                && secret.string("name").equals(source.name());
        return sameSource || secret.string(HASH).equals(credentials.hash());
    }

    private static Path file(Path folder, String key) {
        return folder.resolve("sha256-" + Hash.SHA_256.hex(key));
    }

    private static @Nullable JsonObject read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return JsonValue.parse(Files.readAllBytes(file)) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonException e) {
            // A record that cannot be read allows nothing; the next pull writes it anew.
            return JsonObject.EMPTY;
        }
    }

    private static void write(Path file, JsonObject record) throws IOException {
        Files.createDirectories(file.getParent());
        var unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, record.toJson().getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
