package io.djong.linux.nft;

import java.util.List;

/// A set of keys, or a map from keys to verdicts or values.
///
/// @param key the fields that a key is made of, at least one
/// @param value for a map to values: its fields; else empty
/// @param verdicts whether it maps to verdicts
/// @param intervals whether an element may be a range (per field, when there are several)
/// @param timeouts whether elements may expire
/// @param sizeMax the most elements; 0 for no limit of its own. With a limit the kernel takes a hash table of fixed
///     size; without one it takes a growing table, and a list that is read while it grows may lack elements
/// @param comment shown by nft; "" for none
public record NftSet(
        String name,
        List<NftField> key,
        List<NftField> value,
        boolean verdicts,
        boolean intervals,
        boolean timeouts,
        int sizeMax,
        String comment) {
    static final int MAP = 8;
    static final int INTERVAL = 4;
    static final int TIMEOUT = 0x10;
    static final int EVAL = 0x20;
    static final int CONCAT = 0x80;
    static final int VERDICT_TYPE = 0xffffff00;
    private static final int TYPE_BITS = 6;

    public NftSet {
        NftNames.check(name);
        key = List.copyOf(key);
        value = List.copyOf(value);
        if (key.isEmpty() || key.stream().anyMatch(f -> f.type() == 0)) {
            throw new IllegalArgumentException("the set " + name + " needs a key of fields that can be in one");
        }
    }

    /// A set of single keys.
    public static NftSet set(String name, NftField... key) {
        return new NftSet(name, List.of(key), List.of(), false, false, false, 0, "");
    }

    /// A set of ranges.
    public static NftSet intervals(String name, NftField... key) {
        return new NftSet(name, List.of(key), List.of(), false, true, false, 0, "");
    }

    /// A map to verdicts.
    public static NftSet verdictMap(String name, NftField... key) {
        return new NftSet(name, List.of(key), List.of(), true, false, false, 0, "");
    }

    /// A map to values.
    public static NftSet map(String name, List<NftField> key, List<NftField> value) {
        return new NftSet(name, key, value, false, false, false, 0, "");
    }

    /// A set whose elements rules put in, and which expire.
    public static NftSet remembered(String name, int sizeMax, NftField... key) {
        return new NftSet(name, List.of(key), List.of(), false, false, true, sizeMax, "");
    }

    /// The same with a limit, which the kernel answers with ENFILE when it is passed.
    public NftSet withSizeMax(int elements) {
        return new NftSet(name, key, value, verdicts, intervals, timeouts, elements, comment);
    }

    public boolean isMap() {
        return verdicts || !value.isEmpty();
    }

    int flags() {
        return (isMap() ? MAP : 0)
                | (intervals ? INTERVAL : 0)
                | (intervals && key.size() > 1 ? CONCAT : 0)
                | (timeouts ? TIMEOUT | EVAL : 0);
    }

    int keyType() {
        return type(key);
    }

    int keyBytes() {
        return bytes(key);
    }

    int valueType() {
        return verdicts ? VERDICT_TYPE : type(value);
    }

    int valueBytes() {
        return verdicts ? 16 : bytes(value);
    }

    private static int type(List<NftField> fields) {
        int type = 0;
        for (NftField field : fields) {
            type = type << TYPE_BITS | field.type();
        }
        return type;
    }

    private static int bytes(List<NftField> fields) {
        return fields.size() == 1
                ? fields.getFirst().lengthBytes()
                : fields.stream().mapToInt(f -> f.slots() * 4).sum();
    }
}
