package io.djong.api.protobuf;

import io.djong.api.json.StringTable;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.Codec;
import io.djong.api.meta.KubeType;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// Reads and writes whole objects in protobuf, byte for byte as upstream does.
public final class Protobuf {
    private Protobuf() {}

    /// Reads an object in its envelope. The envelope's type is not compared with the type asked for.
    public static <T extends ApiObject> T read(KubeType<T> type, byte[] data) throws WireException {
        return read(type.codec(), Envelope.read(data));
    }

    /// Reads the object in an opened envelope.
    public static <T> T read(Codec<T> codec, Envelope envelope) throws WireException {
        return codec.readProto(new ProtoReader(envelope.data(), envelope.from(), envelope.to()), codec.empty());
    }

    /// Reads the object in an opened envelope; strings that repeat are looked up in the table.
    public static <T> T read(Codec<T> codec, Envelope envelope, StringTable strings) throws WireException {
        var in = new ProtoReader(envelope.data(), envelope.from(), envelope.to(), ProtoReader.DEPTH_MAX, strings);
        return codec.readProto(in, codec.empty());
    }

    /// Reads a message without envelope.
    public static <T> T readMessage(Codec<T> codec, byte[] data) throws WireException {
        return codec.readProto(new ProtoReader(data), codec.empty());
    }

    /// Writes a message without envelope.
    public static <T> byte[] writeMessage(Codec<T> codec, T value) {
        var out = new ProtoWriter();
        codec.writeProto(out, value);
        return out.toByteArray();
    }

    /// Writes an object in its envelope.
    public static byte[] write(ApiObject object) {
        var out = new ProtoWriter();
        write(out, object);
        return out.toByteArray();
    }

    /// Writes an object in an envelope that names another version, or none.
    public static byte[] write(ApiObject object, String apiVersion) {
        var out = new ProtoWriter();
        write(out, object, apiVersion);
        return out.toByteArray();
    }

    /// Writes an object in its envelope before what was written already.
    public static void write(ProtoWriter out, ApiObject object) {
        write(out, object, object.apiVersion());
    }

    private static void write(ProtoWriter out, ApiObject object, String apiVersion) {
        out.string(4, ""); // content type and encoding, which upstream writes also when empty
        out.string(3, "");
        int mark = out.size();
        body(out, object.kubeType(), object);
        out.endMessage(2, mark);
        int type = out.size();
        out.string(2, object.kind());
        out.string(1, apiVersion);
        out.endMessage(1, type);
        out.writeRaw(Envelope.MAGIC, 0, Envelope.MAGIC.length);
    }

    @SuppressWarnings("unchecked") // an object's type is the type of its class
    private static <T extends ApiObject> void body(ProtoWriter out, KubeType<T> type, ApiObject object) {
        type.codec().writeProto(out, (T) object);
    }
}
