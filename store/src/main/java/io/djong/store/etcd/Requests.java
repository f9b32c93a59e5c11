package io.djong.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.base.wire.ProtoWriter;
import io.djong.store.Expect;
import io.djong.store.KeyRange;
import io.djong.store.Write;
import java.util.List;

/// The requests of etcd's v3 API that the engine makes, as bytes. Numbers are those of `etcdserverpb`;
/// fields are written last first.
final class Requests {
    private static final byte[] FIRST_KEY = {0};

    /// As `range_end`: all keys from `key` on.
    private static final byte[] NO_END = {0};

    private static final int COMPARE_EQUAL = 0;
    private static final int COMPARE_MOD = 2;

    private Requests() {}

    /// The entry of one key.
    static byte[] get(String key) {
        var out = new ProtoWriter();
        writeKey(out, key);
        return out.toByteArray();
    }

    /// A page of a range.
    ///
    /// @param revision 0 for the latest
    /// @param limit 0 for no limit
    static byte[] range(KeyRange range, long revision, int limit) {
        var out = new ProtoWriter();
        writeInt64(out, 4, revision);
        writeInt64(out, 3, limit);
        writeRange(out, range);
        return out.toByteArray();
    }

    /// Only the number of keys in a range, and the revision.
    static byte[] count(KeyRange range, long revision) {
        var out = new ProtoWriter();
        out.bool(9, true);
        writeInt64(out, 4, revision);
        writeRange(out, range);
        return out.toByteArray();
    }

    /// All writes if all expectations hold, else a look at all keys.
    ///
    /// @param leases the lease of each write, 0 for none
    static byte[] txn(List<Write> writes, List<Long> leases) {
        var out = new ProtoWriter();
        for (Write write : writes.reversed()) {
            int op = out.size();
            int request = out.size();
            writeKey(out, write.key());
            out.endMessage(1, request); // request_range
            out.endMessage(3, op); // failure
        }
        for (int i = writes.size() - 1; i >= 0; i--) {
            int op = out.size();
            writeOperation(out, writes.get(i), leases.get(i));
            out.endMessage(2, op); // success
        }
        for (Write write : writes.reversed()) {
            if (!(write.expect() instanceof Expect.Any)) {
                int compare = out.size();
                writeCompare(out, write);
                out.endMessage(1, compare);
            }
        }
        return out.toByteArray();
    }

    static byte[] compact(long revision) {
        var out = new ProtoWriter();
        writeInt64(out, 1, revision);
        return out.toByteArray();
    }

    static byte[] leaseGrant(long seconds) {
        var out = new ProtoWriter();
        writeInt64(out, 1, seconds);
        return out.toByteArray();
    }

    /// Begins a watch over all keys, with previous values.
    static byte[] watch(long startRevision) {
        var out = new ProtoWriter();
        int create = out.size();
        out.bool(8, true); // fragment: a revision's events need not fit in one message
        out.bool(6, true); // prev_kv
        writeInt64(out, 3, startRevision);
        out.bytes(2, NO_END);
        out.bytes(1, FIRST_KEY);
        out.endMessage(1, create);
        return out.toByteArray();
    }

    static byte[] status() {
        return new byte[0];
    }

    private static void writeOperation(ProtoWriter out, Write write, long lease) {
        int request = out.size();
        switch (write) {
            case Write.Put put -> {
                out.bool(4, true); // prev_kv
                writeInt64(out, 3, lease);
                out.bytes(2, put.value());
                writeKey(out, put.key());
                out.endMessage(2, request); // request_put
            }
            case Write.Delete delete -> {
                out.bool(3, true); // prev_kv
                writeKey(out, delete.key());
                out.endMessage(3, request); // request_delete_range
            }
        }
    }

    private static void writeCompare(ProtoWriter out, Write write) {
        // always written, also when 0: etcd reads the field through a oneof
        out.int64(6, write.expect() instanceof Expect.ModRevision(var revision) ? revision : 0);
        out.bytes(3, write.key().getBytes(UTF_8));
        out.int32(2, COMPARE_MOD);
        out.int32(1, COMPARE_EQUAL);
    }

    private static void writeRange(ProtoWriter out, KeyRange range) {
        out.bytes(
                2, range.toExclusive().isEmpty() ? NO_END : range.toExclusive().getBytes(UTF_8));
        out.bytes(1, range.from().isEmpty() ? FIRST_KEY : range.from().getBytes(UTF_8));
    }

    private static void writeKey(ProtoWriter out, String key) {
        out.bytes(1, key.getBytes(UTF_8));
    }

    private static void writeInt64(ProtoWriter out, int field, long value) {
        if (value != 0) {
            out.int64(field, value);
        }
    }
}
