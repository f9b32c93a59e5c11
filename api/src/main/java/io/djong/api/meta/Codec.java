package io.djong.api.meta;

import io.djong.api.given.EmptyList;
import io.djong.api.json.FieldNames;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.api.json.OrderedMap;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes values of one type as JSON and as protobuf, byte for byte as upstream does.
/// Stateless; safe for use by several threads.
///
/// Reading merges into `base`, as both of upstream's decoders do: what the bytes do not mention stays. Start from
/// [#empty].
public abstract class Codec<T> {
    /// The value with every field at its zero.
    public abstract T empty();

    /// Reads a value; `base` when it is `null`.
    public abstract T readJson(JsonReader in, T base) throws JsonException;

    /// Writes a value; an object is written without `kind` and `apiVersion` unless [JsonWriter#header] put them
    /// before.
    public abstract void writeJson(JsonWriter out, T value);

    /// Reads a message's fields until the reader's end.
    public abstract T readProto(ProtoReader in, T base) throws WireException;

    /// Writes a message's fields, the last first.
    public abstract void writeProto(ProtoWriter out, T value);

    /// Reads the value of a field whose tag has been read.
    public T readProtoField(ProtoReader in, T base) throws WireException {
        int outer = in.enter();
        T value = readProto(in, base);
        in.leave(outer);
        return value;
    }

    /// Writes a field: value, length, tag.
    public void writeProtoField(ProtoWriter out, int number, T value) {
        int mark = out.size();
        writeProto(out, value);
        out.endMessage(number, mark);
    }

    /// Reads a value; null when it is `null`.
    public final @Nullable T readJsonOrNull(JsonReader in, @Nullable T base) throws JsonException {
        if (in.skipNull()) return null;
        return readJson(in, base == null ? empty() : base);
    }

    /// Reads the value of a field that may have been absent so far.
    public final T readProtoOrNull(ProtoReader in, @Nullable T base) throws WireException {
        return readProtoField(in, base == null ? empty() : base);
    }

    // Members of an object, as generated codecs write them: without `Omit`, what is absent or empty is `null`.

    public final void writeJsonMember(JsonWriter out, FieldNames names, int field, T value) {
        out.key(names, field);
        writeJson(out, value);
    }

    public final void writeJsonNullable(JsonWriter out, FieldNames names, int field, @Nullable T value) {
        out.key(names, field);
        if (value == null) out.nullValue();
        else writeJson(out, value);
    }

    public final void writeJsonNullableOmit(JsonWriter out, FieldNames names, int field, @Nullable T value) {
        if (value != null) writeJsonMember(out, names, field, value);
    }

    public final void writeJsonListMember(JsonWriter out, FieldNames names, int field, List<T> values) {
        out.key(names, field);
        if (values.isEmpty() && !kept(out, values)) out.nullValue();
        else writeJsonList(out, values);
    }

    public final void writeJsonListMemberOmit(JsonWriter out, FieldNames names, int field, List<T> values) {
        if (!values.isEmpty() || kept(out, values)) writeJsonListMember(out, names, field, values);
    }

    private static boolean kept(JsonWriter out, List<?> empty) {
        return out.keepsEmpties() && EmptyList.is(empty);
    }

    private static boolean kept(JsonWriter out, Map<?, ?> empty) {
        return out.keepsEmpties() && OrderedMap.isGivenEmpty(empty);
    }

    /// A list that is `[]` when it is empty.
    public final void writeJsonListAlways(JsonWriter out, FieldNames names, int field, List<T> values) {
        out.key(names, field);
        writeJsonList(out, values);
    }

    /// A list whose elements say their kind; `[]` when it is empty.
    public final void writeJsonTypedList(JsonWriter out, FieldNames names, int field, List<T> values, byte[] header) {
        out.key(names, field);
        out.beginArray();
        for (T value : values) {
            out.element();
            out.header(header);
            writeJson(out, value);
        }
        out.endArray();
    }

    /// A list whose elements say their kind.
    public final void writeJsonTypedListOmit(
            JsonWriter out, FieldNames names, int field, List<T> values, byte[] header) {
        if (!values.isEmpty()) writeJsonTypedList(out, names, field, values, header);
    }

    public final void writeJsonMapMember(JsonWriter out, FieldNames names, int field, Map<String, T> values) {
        out.key(names, field);
        if (values.isEmpty() && !kept(out, values)) out.nullValue();
        else writeJsonMap(out, values);
    }

    public final void writeJsonMapMemberOmit(JsonWriter out, FieldNames names, int field, Map<String, T> values) {
        if (!values.isEmpty() || kept(out, values)) writeJsonMapMember(out, names, field, values);
    }

    protected static void bytesMember(JsonWriter out, FieldNames names, int field, Bytes value) {
        out.key(names, field);
        if (value.isEmpty() && !(out.keepsEmpties() && value.isGivenEmpty())) out.nullValue();
        else out.base64(value.shared());
    }

    protected static void bytesMemberOmit(JsonWriter out, FieldNames names, int field, Bytes value) {
        if (!value.isEmpty() || out.keepsEmpties() && value.isGivenEmpty()) bytesMember(out, names, field, value);
    }

    protected static void stringsMember(JsonWriter out, FieldNames names, int field, List<String> value) {
        out.key(names, field);
        StringListCodec.CODEC.writeJson(out, value);
    }

    protected static void stringsMemberOmit(JsonWriter out, FieldNames names, int field, List<String> value) {
        if (!value.isEmpty() || kept(out, value)) stringsMember(out, names, field, value);
    }

    // Lists.

    /// Reads an array; the empty list when it is `null`, another one when it is `[]` ([EmptyList]). `null`
    /// elements become the empty value.
    public final List<T> readJsonList(JsonReader in) throws JsonException {
        if (!in.beginArray()) return List.of();
        if (!in.element()) return EmptyList.given();
        T first = readJson(in, empty());
        if (!in.element()) return List.of(first);
        var list = new ArrayList<T>();
        list.add(first);
        do list.add(readJson(in, empty()));
        while (in.element());
        return List.copyOf(list);
    }

    public final void writeJsonList(JsonWriter out, List<T> values) {
        out.beginArray();
        for (int i = 0; i < values.size(); i++) {
            out.element();
            writeJson(out, values.get(i));
        }
        out.endArray();
    }

    /// The list with the element of a repeated field added; it is not a final list yet.
    public final List<T> readProtoElement(ProtoReader in, List<T> base) throws WireException {
        List<T> list = base instanceof ArrayList<T> ? base : new ArrayList<>(base);
        list.add(readProtoField(in, empty()));
        return list;
    }

    public final void writeProtoList(ProtoWriter out, int number, List<T> values) {
        for (int i = values.size() - 1; i >= 0; i--) writeProtoField(out, number, values.get(i));
    }

    // Maps.

    /// Reads an object of any keys into `base`; the empty map when it is `null`. A `null` value becomes the empty
    /// value.
    public final Map<String, T> readJsonMap(JsonReader in, Map<String, T> base) throws JsonException {
        if (!in.beginObject()) return OrderedMap.of();
        var map = new OrderedMap.Collector<T>();
        if (!base.isEmpty()) map.addAll(base);
        for (String key; (key = in.key()) != null; ) map.add(key, readJson(in, empty()));
        if (map.added() == 0) return OrderedMap.given();
        var done = map.toMap();
        if (done.size() != map.added()) in.noteDuplicate();
        return done;
    }

    public final void writeJsonMap(JsonWriter out, Map<String, T> values) {
        out.beginObject();
        for (var entry : values.entrySet()) {
            out.key(entry.getKey());
            writeJson(out, entry.getValue());
        }
        out.endObject();
    }

    /// The map with the entry of a map field added; it is not a final map yet.
    public final Map<String, T> readProtoEntry(ProtoReader in, Map<String, T> base) throws WireException {
        OrderedMap.Collector<T> map;
        if (base instanceof OrderedMap.Collector<T> collector) map = collector;
        else {
            map = new OrderedMap.Collector<>();
            map.addAll(base);
        }
        int outer = in.enter();
        String key = "";
        T value = empty();
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (tag >>> 3) {
                case 1 -> key = in.readString();
                case 2 -> value = readProtoField(in, empty());
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        map.add(key, value);
        return map;
    }

    public final void writeProtoMap(ProtoWriter out, int number, Map<String, T> values) {
        var map = OrderedMap.copyOf(values);
        for (int i = map.size() - 1; i >= 0; i--) {
            int mark = out.size();
            writeProtoField(out, 2, map.valueAt(i));
            out.string(1, map.keyAt(i));
            out.endMessage(number, mark);
        }
    }
}
