package io.djong.apiserver.openapi;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import io.djong.base.time.Environment;
import io.djong.pki.Hash;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One OpenAPI document: made when somebody first asks, kept compressed.
final class Specification {
    /// A document in one form.
    ///
    /// @param hash of the JSON form, which names both
    record Made(Zipped body, String hash, Instant at) {}

    private final Environment environment;
    private final Supplier<JsonObject> tree;
    private final Function<JsonObject, byte[]> encoder;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Made json;
    private volatile @Nullable Made protobuf;

    /// @param tree makes the document
    /// @param encoder its protobuf form
    Specification(Environment environment, Supplier<JsonObject> tree, Function<JsonObject, byte[]> encoder) {
        this.environment = environment;
        this.tree = tree;
        this.encoder = encoder;
    }

    Made json() throws InterruptedException {
        var known = json;
        if (known != null) return known;
        lock.lockInterruptibly();
        try {
            known = json;
            if (known == null) {
                known = environment.threads().<Made, RuntimeException>cpu(this::make);
                json = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    Made protobuf() throws InterruptedException {
        var known = protobuf;
        if (known != null) return known;
        var source = json();
        lock.lockInterruptibly();
        try {
            known = protobuf;
            if (known == null) {
                known = environment.threads().<Made, RuntimeException>cpu(() -> encoded(source));
                protobuf = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Made make() {
        var out = new JsonWriter(1 << 16);
        out.tree(tree.get());
        var text = out.toBytes();
        return new Made(
                Zipped.of(text),
                Hash.SHA_512.hex(text).toUpperCase(Locale.ROOT),
                environment.clock().instant());
    }

    private Made encoded(Made source) {
        try {
            var document = (JsonObject) JsonValue.parse(source.body().text());
            return new Made(Zipped.of(encoder.apply(document)), source.hash(), source.at());
        } catch (JsonException e) {
            throw new IllegalStateException("an OpenAPI document that this server wrote", e);
        }
    }
}
