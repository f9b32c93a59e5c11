package io.djong.apiserver.fuzz;

import java.util.Arrays;

/// How bytes are read as a case: a byte of flags, then two parts.
///
/// @param form what the parts are
/// @param strict whether unknown and duplicate fields are refused
/// @param renamed whether the old object keeps its own metadata instead of the new one's
/// @param first the new object, or where form is `EDITS` the number of the sample and the edits that make it
/// @param second the old object, or further edits
@SuppressWarnings("ArrayRecordComponent") // never compared
record KindInput(Form form, boolean strict, boolean renamed, byte[] first, byte[] second) {
    /// What stands in the parts.
    enum Form {
        JSON(0),
        YAML(1),
        PROTOBUF(2),
        EDITS(3);

        private final int flags;

        Form(int flags) {
            this.flags = flags;
        }
    }

    private static final byte[] BETWEEN = {'\n', '-', '-', '-', '\n'};
    private static final int STRICT = 4;
    private static final int RENAMED = 8;

    static KindInput of(byte[] data) {
        int flags = data.length == 0 ? 0 : data[0];
        int begin = Math.min(1, data.length);
        int middle = between(data, begin);
        return new KindInput(
                Form.values()[flags & 3],
                (flags & STRICT) != 0,
                (flags & RENAMED) != 0,
                Arrays.copyOfRange(data, begin, middle),
                Arrays.copyOfRange(data, Math.min(middle + BETWEEN.length, data.length), data.length));
    }

    private static int between(byte[] data, int begin) {
        for (int at = begin; at + BETWEEN.length <= data.length; at++) {
            if (Arrays.equals(data, at, at + BETWEEN.length, BETWEEN, 0, BETWEEN.length)) {
                return at;
            }
        }
        return data.length;
    }

    /// The bytes that are read as this case.
    byte[] bytes() {
        int flags = form.flags | (strict ? STRICT : 0) | (renamed ? RENAMED : 0);
        var all = Arrays.copyOf(new byte[] {(byte) flags}, 1 + first.length + BETWEEN.length + second.length);
        System.arraycopy(first, 0, all, 1, first.length);
        System.arraycopy(BETWEEN, 0, all, 1 + first.length, BETWEEN.length);
        System.arraycopy(second, 0, all, 1 + first.length + BETWEEN.length, second.length);
        return all;
    }
}
