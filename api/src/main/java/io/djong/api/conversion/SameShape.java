package io.djong.api.conversion;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeType;
import io.djong.api.protobuf.Protobuf;
import io.djong.base.wire.WireException;

/// Versions of a kind whose fields have the same names, numbers and types, so that one is read from the bytes
/// of the other.
public final class SameShape {
    private SameShape() {}

    /// The object in another version of the same shape.
    public static <F extends ApiObject, T extends ApiObject> T convert(F object, KubeType<F> from, KubeType<T> to) {
        try {
            return Protobuf.readMessage(to.codec(), Protobuf.writeMessage(from.codec(), object));
        } catch (WireException e) {
            throw new IllegalStateException(from + " and " + to + " are not of one shape", e);
        }
    }
}
