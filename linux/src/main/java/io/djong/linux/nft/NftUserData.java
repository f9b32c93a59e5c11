package io.djong.linux.nft;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What nft keeps beside objects to print them: type, length (one byte each) and value, nested. The kernel does not
/// look at it. Numbers as in libnftnl's `udata.h`.
final class NftUserData {
    private static final int COMMENT = 0;
    private static final int KEY_BYTE_ORDER = 0;
    private static final int DATA_BYTE_ORDER = 1;
    private static final int KEY_TYPEOF = 3;
    private static final int DATA_TYPEOF = 4;
    private static final int DATA_INTERVAL = 6;
    private static final int SET_COMMENT = 7;
    private static final int EXPR_VERDICT = 1;
    private static final int EXPR_CONCAT = 13;
    private static final int HOST_ORDER = 1;
    private static final int BIG_ENDIAN = 2;

    private NftUserData() {}

    /// For tables, chains and rules.
    static byte[] comment(String text) {
        return text.isEmpty() ? new byte[0] : tlv(COMMENT, zeroEnded(text));
    }

    /// The comment in user data of a table, chain or rule; "" when there is none.
    static String readComment(byte[] data) {
        int at = 0;
        while (at + 2 <= data.length) {
            int length = data[at + 1] & 0xff;
            if (at + 2 + length > data.length) {
                return "";
            }
            if (data[at] == COMMENT && length > 0) {
                return new String(data, at + 2, length - 1, StandardCharsets.UTF_8);
            }
            at += 2 + length;
        }
        return "";
    }

    static byte[] of(NftSet set) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(u32(KEY_BYTE_ORDER, order(set.key())));
        if (set.isMap()) {
            out.writeBytes(u32(DATA_BYTE_ORDER, set.verdicts() ? 0 : order(set.value())));
        }
        out.writeBytes(tlv(KEY_TYPEOF, typeof(set.key())));
        if (set.verdicts()) {
            out.writeBytes(tlv(DATA_TYPEOF, join(u32(0, EXPR_VERDICT), tlv(1, new byte[0]))));
        } else if (set.isMap()) {
            out.writeBytes(tlv(DATA_TYPEOF, typeof(set.value())));
        }
        if (set.isMap()) {
            out.writeBytes(u32(DATA_INTERVAL, 0));
        }
        if (!set.comment().isEmpty()) {
            out.writeBytes(tlv(SET_COMMENT, zeroEnded(set.comment())));
        }
        return out.toByteArray();
    }

    private static int order(List<NftField> fields) {
        return fields.size() > 1 ? 0 : fields.getFirst().hostOrder() ? HOST_ORDER : BIG_ENDIAN;
    }

    private static byte[] typeof(List<NftField> fields) {
        if (fields.size() == 1) {
            return typeof(fields.getFirst());
        }
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int i = 0; i < fields.size(); i++) {
            parts.writeBytes(tlv(i, typeof(fields.get(i))));
        }
        return join(u32(0, EXPR_CONCAT), tlv(1, parts.toByteArray()));
    }

    private static byte[] typeof(NftField field) {
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        List<Integer> all = field.typeof().numbers();
        for (int i = 0; i < all.size(); i++) {
            numbers.writeBytes(u32(i, all.get(i)));
        }
        return join(u32(0, field.typeof().expression()), tlv(1, numbers.toByteArray()));
    }

    private static byte[] zeroEnded(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(raw, raw.length + 1);
    }

    private static byte[] u32(int type, int value) {
        return tlv(
                type,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.nativeOrder())
                        .putInt(value)
                        .array());
    }

    private static byte[] tlv(int type, byte[] value) {
        if (value.length > 255) {
            throw new IllegalArgumentException("user data cannot hold " + value.length + " bytes");
        }
        byte[] out = new byte[2 + value.length];
        out[0] = (byte) type;
        out[1] = (byte) value.length;
        System.arraycopy(value, 0, out, 2, value.length);
        return out;
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
