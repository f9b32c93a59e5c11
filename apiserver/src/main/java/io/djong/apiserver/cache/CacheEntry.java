package io.djong.apiserver.cache;

import io.djong.api.meta.KubeObject;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// One object at one revision: its stored bytes, and what was made of them so far. The decoded
/// object is held weakly (an in-process informer holds the very same one strongly), the JSON form
/// as long as [FormCache] allows.
///
/// @param <T> the hub type of the resource
public final class CacheEntry<T extends KubeObject> {
    private final StorageCodec<T> codec;
    private final String key;
    private final byte[] stored;
    private final long revision;
    private volatile @Nullable WeakReference<T> decoded;
    private volatile byte @Nullable [] json;
    /// Whether the JSON form was asked for again; a lost update costs nothing but an early or late drop.
    private boolean used;

    /// There is one indexed field at most, and it has one value.
    private @Nullable String indexed;

    /// Whoever asks first finds it out; the same for all.
    private int messageBytes;

    CacheEntry(StorageCodec<T> codec, String key, byte[] stored, long revision, @Nullable T object) {
        this.codec = codec;
        this.key = key;
        this.stored = stored;
        this.revision = revision;
        this.decoded = object == null ? null : new WeakReference<>(object);
    }

    /// Key within the resource: `namespace/name`, or `name` for cluster-scoped resources.
    public String key() {
        return key;
    }

    /// The value in the store, never modified.
    public byte[] stored() {
        return stored;
    }

    /// The value in protobuf, whichever form it is stored in.
    public byte[] protobuf() {
        return StoredForm.isProtobuf(stored) ? stored : codec.protobuf(object());
    }

    /// How long the object is as it is sent in protobuf, without envelope; measured once.
    public int messageBytes() {
        if (messageBytes == 0) {
            messageBytes = StoredForm.of(protobuf(), revision).messageBytes();
        }
        return messageBytes;
    }

    /// The value of the indexed field, found out once.
    public String indexed(IndexedField<T> field) {
        var value = indexed;
        if (value == null) {
            value = field.value().apply(object());
            indexed = value;
        }
        return value;
    }

    /// The revision at which the object was written; its `metadata.resourceVersion`.
    public long revision() {
        return revision;
    }

    /// The decoded object with its resource version; the same reference for as long as somebody holds it.
    public T object() {
        var reference = decoded;
        var object = reference == null ? null : reference.get();
        if (object == null) {
            object = codec.decode(stored, revision);
            decoded = new WeakReference<>(object);
        }
        return object;
    }

    /// JSON of the hub version without `kind` and `apiVersion`: the form of a list item.
    public byte[] json(FormCache forms) {
        var bytes = json;
        if (bytes == null) {
            bytes = codec.json(object());
            json = bytes;
            forms.kept(this, bytes.length);
        } else if (!used) {
            used = true;
        }
        return bytes;
    }

    /// Whether the form was asked for since the last call.
    boolean takeUsed() {
        var was = used;
        used = false;
        return was;
    }

    void dropForms() {
        json = null;
    }

    /// The same object as it leaves: at the revision of its deletion, or of the change that took it out
    /// of a watcher's sight.
    CacheEntry<T> departing(long atRevision) {
        return new CacheEntry<>(codec, key, stored, atRevision, null);
    }
}
