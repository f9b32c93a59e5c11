package io.djong.apiserver.cache;

import io.djong.api.protobuf.Envelope;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// The stored protobuf bytes of an object, made into what is sent, without decoding: the resource
/// version, which is not stored, is put into its place in the metadata, which is the first field of
/// every object.
public final class StoredForm {
    /// What follows the object in its envelope: content encoding and type, both empty.
    private static final byte[] ENVELOPE_END = {0x1a, 0, 0x22, 0};

    private static final int METADATA_TAG = 1 << 3 | 2;
    private static final int RESOURCE_VERSION_TAG = 6 << 3 | 2;

    private StoredForm() {}

    /// The enveloped object at a resource version.
    public static byte[] document(byte[] stored, long revision) {
        var envelope = envelope(stored);
        var message = message(envelope, revision);
        var start = envelopeStart(envelope.apiVersion(), envelope.kind(), message.length);
        var document = new byte[start.length + message.length + ENVELOPE_END.length];
        System.arraycopy(start, 0, document, 0, start.length);
        System.arraycopy(message, 0, document, start.length, message.length);
        System.arraycopy(ENVELOPE_END, 0, document, start.length + message.length, ENVELOPE_END.length);
        return document;
    }

    /// The object without envelope, as an item of a list.
    public static byte[] message(byte[] stored, long revision) {
        return message(envelope(stored), revision);
    }

    /// The bytes before an object of this type and length.
    public static byte[] envelopeStart(String apiVersion, String kind, int messageLength) {
        var out = new ProtoWriter();
        out.writeVarint(messageLength);
        out.writeVarint(2 << 3 | 2);
        var mark = out.size();
        out.string(2, kind);
        out.string(1, apiVersion);
        out.endMessage(1, mark);
        out.writeRaw(new byte[] {'k', '8', 's', 0}, 0, 4);
        return out.toByteArray();
    }

    /// The bytes after an object in its envelope.
    public static byte[] envelopeEnd() {
        return ENVELOPE_END.clone();
    }

    private static Envelope envelope(byte[] stored) {
        try {
            return Envelope.read(stored);
        } catch (WireException e) {
            throw new IllegalStateException("a stored object is not in its envelope", e);
        }
    }

    private static byte[] message(Envelope envelope, long revision) {
        try {
            return withVersion(envelope, Long.toUnsignedString(revision));
        } catch (WireException e) {
            throw new IllegalStateException("a stored object is not readable", e);
        }
    }

    private static byte[] withVersion(Envelope envelope, String version) throws WireException {
        var data = envelope.data();
        var in = new ProtoReader(data, envelope.from(), envelope.to());
        if (in.readTag() != METADATA_TAG) {
            throw new WireException(envelope.from(), "the first field of an object is its metadata");
        }
        var length = in.readLength();
        var metaFrom = in.position();
        var metaTo = metaFrom + length;
        var fields = new ProtoReader(data, metaFrom, metaTo);
        var cutFrom = metaTo;
        var cutTo = metaTo;
        for (int at = fields.position(), tag; (tag = fields.readTag()) != 0; at = fields.position()) {
            if (tag >>> 3 >= 6) {
                cutFrom = at;
                if (tag == RESOURCE_VERSION_TAG) {
                    fields.skip(tag);
                    cutTo = fields.position();
                } else {
                    cutTo = at;
                }
                break;
            }
            fields.skip(tag);
        }
        var out = new ProtoWriter();
        out.writeRaw(data, metaTo, envelope.to());
        var mark = out.size();
        out.writeRaw(data, cutTo, metaTo);
        out.string(6, version);
        out.writeRaw(data, metaFrom, cutFrom);
        out.endMessage(1, mark);
        return out.toByteArray();
    }
}
