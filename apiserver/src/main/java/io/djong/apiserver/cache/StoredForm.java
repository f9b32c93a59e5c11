package io.djong.apiserver.cache;

import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The stored protobuf bytes of an object, made into what is sent, without decoding and in one copy: the
/// resource version, which is not stored, is put into its place in the metadata, which is the first field of
/// every object, and the three lengths around it are written anew.
public final class StoredForm {
    private static final byte[] MAGIC = {'k', '8', 's', 0};

    /// What follows the object in its envelope: content encoding and type, both empty.
    private static final byte[] ENVELOPE_END = {0x1a, 0, 0x22, 0};

    private static final int OBJECT_TAG = 2 << 3 | 2;
    private static final int METADATA_TAG = 1 << 3 | 2;
    private static final int RESOURCE_VERSION_FIELD = 6;
    private static final int RESOURCE_VERSION_TAG = RESOURCE_VERSION_FIELD << 3 | 2;

    private final byte[] stored;
    private final byte[] version;

    /// The envelope up to the tag of the object's field.
    private int headEnd;

    private int objectEnd;
    private int metadataFrom;
    private int metadataEnd;

    /// The part of the metadata that the resource version takes the place of; empty if there was none.
    private int versionFrom;

    private int versionEnd;

    private StoredForm(byte[] stored, long revision) throws WireException {
        this.stored = stored;
        this.version = Long.toUnsignedString(revision).getBytes(StandardCharsets.ISO_8859_1);
        if (!isProtobuf(stored)) {
            throw new WireException(0, "no k8s envelope");
        }
        findMetadata(findObject());
        findVersion();
    }

    /// Whether the stored bytes begin as an envelope does.
    static boolean isProtobuf(byte[] stored) {
        return stored.length >= MAGIC.length && Arrays.equals(stored, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /// A stored object, to be sent as of a resource version.
    public static StoredForm of(byte[] stored, long revision) {
        try {
            return new StoredForm(stored, revision);
        } catch (WireException e) {
            throw new IllegalStateException("a stored object is not readable", e);
        }
    }

    private int findObject() throws WireException {
        var in = new ProtoReader(stored, MAGIC.length, stored.length);
        for (int at = in.position(), tag; (tag = in.readTag()) != 0; at = in.position()) {
            if (tag == OBJECT_TAG) {
                headEnd = at;
                var length = in.readLength();
                objectEnd = in.position() + length;
                return in.position();
            }
            in.skip(tag);
        }
        throw new WireException(stored.length, "an envelope without an object");
    }

    private void findMetadata(int objectFrom) throws WireException {
        var in = new ProtoReader(stored, objectFrom, objectEnd);
        if (in.readTag() != METADATA_TAG) {
            throw new WireException(objectFrom, "the first field of an object is its metadata");
        }
        var length = in.readLength();
        metadataFrom = in.position();
        metadataEnd = metadataFrom + length;
    }

    private void findVersion() throws WireException {
        versionFrom = metadataEnd;
        versionEnd = metadataEnd;
        var in = new ProtoReader(stored, metadataFrom, metadataEnd);
        for (int at = in.position(), tag; (tag = in.readTag()) != 0; at = in.position()) {
            if (tag >>> 3 >= RESOURCE_VERSION_FIELD) {
                versionFrom = at;
                versionEnd = at;
                if (tag == RESOURCE_VERSION_TAG) {
                    in.skip(tag);
                    versionEnd = in.position();
                }
                return;
            }
            in.skip(tag);
        }
    }

    /// The enveloped object.
    public byte[] document() {
        int message = messageBytes();
        var document = new byte[headEnd + lengthPrefixBytes(message) + message + (stored.length - objectEnd)];
        int at = copy(0, headEnd, document, 0);
        at = putLength(OBJECT_TAG, message, document, at);
        at = putMessage(document, at);
        copy(objectEnd, stored.length, document, at);
        return document;
    }

    /// The object without envelope.
    public byte[] message() {
        var message = new byte[messageBytes()];
        putMessage(message, 0);
        return message;
    }

    /// How long [#message] is.
    public int messageBytes() {
        int metadata = metadataBytes();
        return lengthPrefixBytes(metadata) + metadata + (objectEnd - metadataEnd);
    }

    /// Puts [#message] there.
    ///
    /// @return the index after it
    public int putMessage(byte[] target, int from) {
        int at = putLength(METADATA_TAG, metadataBytes(), target, from);
        at = copy(metadataFrom, versionFrom, target, at);
        at = putLength(RESOURCE_VERSION_TAG, version.length, target, at);
        System.arraycopy(version, 0, target, at, version.length);
        at += version.length;
        at = copy(versionEnd, metadataEnd, target, at);
        return copy(metadataEnd, objectEnd, target, at);
    }

    private int metadataBytes() {
        int others = metadataEnd - metadataFrom - (versionEnd - versionFrom);
        return others + lengthPrefixBytes(version.length) + version.length;
    }

    private int copy(int from, int end, byte[] target, int at) {
        System.arraycopy(stored, from, target, at, end - from);
        return at + end - from;
    }

    /// How long the tag (of a field below 16) and the length of a field are.
    public static int lengthPrefixBytes(int length) {
        return 1 + (70 - Long.numberOfLeadingZeros(length | 1L)) / 7;
    }

    /// Puts the tag of a field below 16 there, and the length of what follows it.
    ///
    /// @return the index after them
    public static int putLength(int tag, int length, byte[] target, int from) {
        int at = from;
        target[at++] = (byte) tag;
        int rest = length;
        while (rest > 0x7f) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        return at;
    }

    /// The bytes before an object of this type and length.
    public static byte[] envelopeStart(String apiVersion, String kind, int messageLength) {
        var out = new ProtoWriter();
        out.writeVarint(messageLength);
        out.writeVarint(OBJECT_TAG);
        var mark = out.size();
        out.string(2, kind);
        out.string(1, apiVersion);
        out.endMessage(1, mark);
        out.writeRaw(MAGIC, 0, MAGIC.length);
        return out.toByteArray();
    }

    /// The bytes after an object in its envelope.
    public static byte[] envelopeEnd() {
        return ENVELOPE_END.clone();
    }
}
