package io.djong.store.etcd;

import static io.djong.base.wire.WireType.LENGTH_DELIMITED;
import static io.djong.base.wire.WireType.VARINT;

import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.WireException;
import io.djong.store.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The responses of etcd's v3 API that the engine gets, read from bytes. Numbers are those of
/// `etcdserverpb` and `mvccpb`.
final class Responses {
    private static final byte[] NO_VALUE = {};

    private Responses() {}

    /// @param revision of the cluster when it answered
    /// @param count of the keys in the range, whatever the limit
    record Page(long revision, List<Entry> entries, long count) {}

    static Page range(byte[] bytes) throws WireException {
        var in = new ProtoReader(bytes);
        return range(in);
    }

    private static Page range(ProtoReader in) throws WireException {
        long revision = 0;
        long count = 0;
        var entries = new ArrayList<Entry>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | LENGTH_DELIMITED -> revision = header(in);
                case 2 << 3 | LENGTH_DELIMITED -> entries.add(entry(in));
                case 4 << 3 | VARINT -> count = in.readInt64();
                default -> in.skip(tag);
            }
        }
        return new Page(revision, entries, count);
    }

    /// @param entries for each operation: what a put or delete replaced, or what a get found; null for
    ///       nothing
    record Txn(long revision, boolean succeeded, List<@Nullable Entry> entries) {}

    static Txn txn(byte[] bytes) throws WireException {
        var in = new ProtoReader(bytes);
        long revision = 0;
        boolean succeeded = false;
        var entries = new ArrayList<@Nullable Entry>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | LENGTH_DELIMITED -> revision = header(in);
                case 2 << 3 | VARINT -> succeeded = in.readBool();
                case 3 << 3 | LENGTH_DELIMITED -> entries.add(operation(in));
                default -> in.skip(tag);
            }
        }
        return new Txn(revision, succeeded, entries);
    }

    private static @Nullable Entry operation(ProtoReader in) throws WireException {
        int outer = in.enter();
        Entry found = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int inner = in.enter();
            found = switch (tag) {
                case 1 << 3 | LENGTH_DELIMITED -> first(range(in).entries());
                case 2 << 3 | LENGTH_DELIMITED -> previous(in, 2);
                case 3 << 3 | LENGTH_DELIMITED -> previous(in, 3);
                default -> throw new WireException(in.position(), "an operation's response of an unknown kind");
            };
            in.leave(inner);
        }
        in.leave(outer);
        return found;
    }

    private static @Nullable Entry previous(ProtoReader in, int field) throws WireException {
        Entry found = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (field << 3 | LENGTH_DELIMITED)) {
                found = entry(in);
            } else {
                in.skip(tag);
            }
        }
        return found;
    }

    /// @param put whether a put, else a delete
    /// @param entry of a put: the new one; of a delete: its key and revision only
    record Change(boolean put, Entry entry, @Nullable Entry previous) {}

    /// @param compactRevision greater than 0 when the watch ended because its start is compacted
    /// @param fragment whether more of the same revision follows
    record Watch(
            long revision,
            boolean created,
            boolean canceled,
            long compactRevision,
            String reason,
            boolean fragment,
            List<Change> changes) {}

    static Watch watch(byte[] bytes) throws WireException {
        var in = new ProtoReader(bytes);
        long revision = 0;
        boolean created = false;
        boolean canceled = false;
        long compactRevision = 0;
        String reason = "";
        boolean fragment = false;
        var changes = new ArrayList<Change>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | LENGTH_DELIMITED -> revision = header(in);
                case 3 << 3 | VARINT -> created = in.readBool();
                case 4 << 3 | VARINT -> canceled = in.readBool();
                case 5 << 3 | VARINT -> compactRevision = in.readInt64();
                case 6 << 3 | LENGTH_DELIMITED -> reason = in.readString();
                case 7 << 3 | VARINT -> fragment = in.readBool();
                case 11 << 3 | LENGTH_DELIMITED -> changes.add(change(in));
                default -> in.skip(tag);
            }
        }
        return new Watch(revision, created, canceled, compactRevision, reason, fragment, changes);
    }

    private static Change change(ProtoReader in) throws WireException {
        int outer = in.enter();
        long type = 0;
        Entry entry = null;
        Entry previous = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | VARINT -> type = in.readInt32();
                case 2 << 3 | LENGTH_DELIMITED -> entry = entry(in);
                case 3 << 3 | LENGTH_DELIMITED -> previous = entry(in);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        if (entry == null) {
            throw new WireException(in.position(), "an event without its key");
        }
        return new Change(type == 0, entry, previous);
    }

    /// The id of a new lease.
    static long leaseGrant(byte[] bytes) throws WireException {
        return number(bytes, 2);
    }

    /// The database's size on disk, and the part of it in use, in bytes.
    static List<Long> status(byte[] bytes) throws WireException {
        return List.of(number(bytes, 3), number(bytes, 9));
    }

    private static long number(byte[] bytes, int field) throws WireException {
        var in = new ProtoReader(bytes);
        long number = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (field << 3 | VARINT)) {
                number = in.readInt64();
            } else {
                in.skip(tag);
            }
        }
        return number;
    }

    private static long header(ProtoReader in) throws WireException {
        int outer = in.enter();
        long revision = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (3 << 3 | VARINT)) {
                revision = in.readInt64();
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        return revision;
    }

    private static Entry entry(ProtoReader in) throws WireException {
        int outer = in.enter();
        String key = "";
        byte[] value = NO_VALUE;
        long created = 0;
        long modified = 0;
        long version = 0;
        long lease = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | LENGTH_DELIMITED -> key = in.readString();
                case 2 << 3 | VARINT -> created = in.readInt64();
                case 3 << 3 | VARINT -> modified = in.readInt64();
                case 4 << 3 | VARINT -> version = in.readInt64();
                case 5 << 3 | LENGTH_DELIMITED -> value = in.readBytes();
                case 6 << 3 | VARINT -> lease = in.readInt64();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return new Entry(key, value, created, modified, version, lease != 0);
    }

    private static @Nullable Entry first(List<Entry> entries) {
        return entries.isEmpty() ? null : entries.getFirst();
    }
}
