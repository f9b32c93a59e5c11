package io.djong.api.codec;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.Codec;
import io.djong.api.meta.KubeType;
import io.djong.api.protobuf.Protobuf;
import io.djong.base.wire.WireException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Versions of a kind whose fields have the same names, numbers and types, so that one is read from the bytes
/// of the other.
public final class SameShape {
    private SameShape() {}

    /// The object in another version of the same shape.
    public static <F extends ApiObject, T extends ApiObject> T convert(F object, KubeType<F> from, KubeType<T> to) {
        return convert(object, from.codec(), to.codec());
    }

    /// A part of an object in another version of the same shape.
    public static <F, T> T convert(F part, Codec<F> from, Codec<T> to) {
        try {
            return Protobuf.readMessage(to, Protobuf.writeMessage(from, part));
        } catch (WireException e) {
            throw new IllegalStateException(from + " and " + to + " are not of one shape", e);
        }
    }

    /// Parts of an object.
    public static <F, T> List<T> list(List<F> parts, Codec<F> from, Codec<T> to) {
        return parts.stream().map(part -> convert(part, from, to)).toList();
    }

    /// Parts of an object by name.
    public static <F, T> Map<String, T> map(Map<String, F> parts, Codec<F> from, Codec<T> to) {
        var converted = new TreeMap<String, T>();
        parts.forEach((name, part) -> converted.put(name, convert(part, from, to)));
        return converted;
    }
}
