package io.djong.base.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes: the reader ends, stays within them, and throws nothing but [WireException]. An
/// ordinary test run plays the known inputs again; with `JAZZER_FUZZ=1` in the environment it looks
/// for new ones.
class ProtoReaderFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyBytes(byte[] data) {
        try {
            walk(new ProtoReader(data), 0);
        } catch (WireException e) {
            if (e.offset() < 0 || e.offset() > data.length) throw new AssertionError("offset " + e.offset(), e);
        }
    }

    /// Takes length-delimited fields for messages, texts and bytes in turn, by their number.
    private static void walk(ProtoReader in, int depth) throws WireException {
        if (depth > ProtoReader.DEPTH_MAX) throw new AssertionError("deeper than allowed");
        int tag;
        while ((tag = in.readTag()) != 0) {
            if (WireType.of(tag) != WireType.LENGTH_DELIMITED) {
                in.skip(tag);
                continue;
            }
            switch (WireType.fieldNumber(tag) % 4) {
                case 0 -> in.readString();
                case 1 -> in.readBytes();
                case 2 -> {
                    int outer = in.enter();
                    while (in.hasMore()) in.readInt32();
                    in.leave(outer);
                }
                default -> {
                    int outer = in.enter();
                    walk(in, depth + 1);
                    in.leave(outer);
                }
            }
        }
    }
}
