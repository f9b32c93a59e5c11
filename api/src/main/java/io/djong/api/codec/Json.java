package io.djong.api.codec;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonSyntax;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.Codec;
import io.djong.api.meta.DynamicObject;
import io.djong.api.meta.KubeType;
import java.util.List;

/// Reads and writes whole JSON texts. `kind` and `apiVersion` in the text are not compared with the
/// type: whoever calls knows what it asked for.
public final class Json {
    private static final int FIRST_CAPACITY_BYTES = 1024;

    private Json() {}

    /// Reads an object, as upstream does without strictness: unknown members are passed over, of
    /// members that stand twice the last counts. The exception's message is upstream's.
    public static <T extends ApiObject> T read(KubeType<T> type, byte[] data) throws JsonException {
        return read(type, data, DecodeOptions.LENIENT).value();
    }

    /// Reads an object. The exception's message is upstream's, without what stands before `json:` in an answer.
    public static <T extends ApiObject> Decoded<T> read(KubeType<T> type, byte[] data, DecodeOptions options)
            throws JsonException {
        var in = new JsonReader(data, 0, data.length, options.strings());
        boolean generated = !type.schemaName().isEmpty();
        try {
            T value = type.codec().readJson(in, type.empty());
            in.end();
            boolean suspicious = options.findProblems() && (in.sawUnknown() || in.sawDuplicate());
            if (!suspicious) return new Decoded<>(value, List.of());
            return new Decoded<>(
                    value, generated ? Diagnosis.problems(type.schema(), data) : Diagnosis.duplicates(data));
        } catch (JsonException e) {
            String otherwise = String.valueOf(e.getMessage());
            String syntax = JsonSyntax.error(data);
            if (syntax != null) throw new JsonException(syntax, e.offset());
            throw new JsonException(
                    generated ? Diagnosis.error(type.schema(), data, otherwise) : otherwise, e.offset());
        }
    }

    /// Reads a value of any type. The exception's message is our own.
    public static <T> T read(Codec<T> codec, byte[] data) throws JsonException {
        var in = new JsonReader(data);
        T value = codec.readJson(in, codec.empty());
        in.end();
        return value;
    }

    /// Writes an object, `kind` and `apiVersion` first, without a line end.
    public static byte[] write(ApiObject object) {
        var out = new JsonWriter(FIRST_CAPACITY_BYTES);
        write(out, object);
        return out.toBytes();
    }

    /// Writes a value of any type, without `kind` and `apiVersion`.
    public static <T> byte[] write(Codec<T> codec, T value) {
        var out = new JsonWriter(FIRST_CAPACITY_BYTES);
        codec.writeJson(out, value);
        return out.toBytes();
    }

    /// Writes an object, `kind` and `apiVersion` first, to where the writer stands.
    public static void write(JsonWriter out, ApiObject object) {
        if (!(object instanceof DynamicObject)) out.header(object.kubeType().header());
        body(out, object.kubeType(), object);
    }

    @SuppressWarnings("unchecked") // an object's type is the type of its class
    private static <T extends ApiObject> void body(JsonWriter out, KubeType<T> type, ApiObject object) {
        type.codec().writeJson(out, (T) object);
    }
}
