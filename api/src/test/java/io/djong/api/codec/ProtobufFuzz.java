package io.djong.api.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.djong.api.meta.Codec;
import io.djong.api.protobuf.Envelope;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionCodec;
import io.djong.api.types.core.v1.NodeCodec;
import io.djong.api.types.core.v1.PodCodec;
import io.djong.base.wire.WireException;
import java.util.Arrays;

/// Any bytes: reading ends with a message or a [WireException], and what was read is written the same way twice. An
/// ordinary test run plays the known inputs again; with `JAZZER_FUZZ=1` in the environment it looks for new ones.
class ProtobufFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyMessage(byte[] data) throws WireException {
        if (data.length == 0) return;
        byte[] message = Arrays.copyOfRange(data, 1, data.length);
        switch (data[0] & 3) {
            case 0 -> read(NodeCodec.CODEC, message);
            case 1 -> read(CustomResourceDefinitionCodec.CODEC, message);
            default -> read(PodCodec.CODEC, message);
        }
    }

    @FuzzTest(maxDuration = "30s")
    void opensAnyEnvelope(byte[] data) {
        try {
            var envelope = Envelope.read(data);
            if (envelope.from() < 0 || envelope.to() > data.length || envelope.from() > envelope.to()) {
                throw new AssertionError(envelope.from() + " to " + envelope.to());
            }
        } catch (WireException e) {
            if (e.offset() > data.length) throw new AssertionError("offset " + e.offset(), e);
        }
    }

    private static <T> void read(Codec<T> codec, byte[] data) throws WireException {
        T value;
        try {
            value = Protobuf.readMessage(codec, data);
        } catch (WireException e) {
            return;
        }
        byte[] written = Protobuf.writeMessage(codec, value);
        T again = Protobuf.readMessage(codec, written);
        if (!again.equals(value)) throw new AssertionError("not the same: " + value + " and " + again);
        if (!Arrays.equals(Protobuf.writeMessage(codec, again), written)) throw new AssertionError("written otherwise");
        Json.write(codec, value);
    }
}
