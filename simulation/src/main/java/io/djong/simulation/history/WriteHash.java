package io.djong.simulation.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.store.Event;
import io.djong.store.KeyRange;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.WatchHandle;
import io.djong.store.WatchSink;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A hash over key, revision and bytes of every write, in order: equal in two runs only if they wrote the
/// same.
public final class WriteHash implements WatchSink, AutoCloseable {
    private final MessageDigest digest;
    private @Nullable WatchHandle handle;
    private long writes;

    private WriteHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// A hash of all writes from the first on.
    public static WriteHash of(Store store) throws StoreException, InterruptedException {
        var hash = new WriteHash();
        hash.handle = store.watch(KeyRange.all(), store.revision() + 1, hash);
        return hash;
    }

    /// The hash so far, in hexadecimal. The count goes on.
    public String value() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
        }
    }

    /// How many writes were seen.
    public long writes() {
        return writes;
    }

    @Override
    public void events(List<Event> events) {
        for (var event : events) {
            writes++;
            digest.update(event.key().getBytes(UTF_8));
            digest.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(event.revision()).array());
            if (event instanceof Event.Put put) {
                digest.update(put.entry().value());
            }
        }
    }

    @Override
    public void progress(long revision) {}

    @Override
    public void failed(StoreException cause) {
        throw new IllegalStateException("the history has a hole", cause);
    }

    @Override
    public void close() {
        var open = handle;
        if (open != null) {
            open.close();
        }
    }
}
