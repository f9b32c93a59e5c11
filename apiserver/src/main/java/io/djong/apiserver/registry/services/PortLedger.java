package io.djong.apiserver.registry.services;

import io.djong.api.meta.Bytes;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.core.v1.RangeAllocation;
import io.djong.apiserver.request.Failures;
import io.djong.base.wire.WireException;
import io.djong.client.ApiException;
import io.djong.store.Commit;
import io.djong.store.Entry;
import io.djong.store.Expect;
import io.djong.store.Provenance;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.Write;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which node ports are taken, in the store and in upstream's form: a `RangeAllocation` whose data are bits, the last
/// bit of the last byte for the first port. All servers on a store share it: a change is written over what it was
/// made of, or made again.
final class PortLedger {
    private static final String KEY = "/registry/ranges/servicenodeports";

    /// Changes that lose against those of others before the caller is told.
    private static final int TRIES = 64;

    private final Store store;
    private final String range;

    /// @param range such as `30000-32767`; what is stored for another one does not count
    PortLedger(Store store, String range) {
        this.store = store;
        this.range = range;
    }

    String range() {
        return range;
    }

    /// Whether there is one for this range.
    boolean exists() throws ApiException, InterruptedException {
        return stored(load()) != null;
    }

    /// The places that are taken.
    BitSet read() throws ApiException, InterruptedException {
        return bits(load());
    }

    /// Changes the ledger.
    ///
    /// @param change gets the places that are taken, sets and clears some, and says what to answer; called again
    ///     when somebody else writes meanwhile
    <R> R change(Function<BitSet, R> change) throws ApiException, InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var entry = load();
            var before = bits(entry);
            var after = (BitSet) before.clone();
            var answer = change.apply(after);
            boolean same = after.equals(before) && stored(entry) != null;
            if (same || write(entry, after)) {
                return answer;
            }
        }
        throw Failures.internal("the node ports are changed by too many at once");
    }

    private @Nullable Entry load() throws ApiException, InterruptedException {
        try {
            return store.get(KEY);
        } catch (StoreException e) {
            throw Failures.internal(String.valueOf(e.getMessage()));
        }
    }

    private boolean write(@Nullable Entry over, BitSet bits) throws ApiException, InterruptedException {
        var object = RangeAllocation.EMPTY.withRange(range).withData(data(bits));
        var expected = over == null ? Expect.absent() : Expect.modRevision(over.modRevision());
        try {
            var put = new Write.Put(KEY, Protobuf.write(object), expected, null);
            return store.commit(List.of(put), Provenance.NONE) instanceof Commit.Done;
        } catch (StoreException e) {
            throw Failures.internal(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable RangeAllocation stored(@Nullable Entry entry) {
        if (entry == null) {
            return null;
        }
        try {
            var object = Protobuf.read(RangeAllocation.TYPE, entry.value());
            return object.range().equals(range) ? object : null;
        } catch (WireException e) {
            return null; // what cannot be read says nothing, and is made anew
        }
    }

    private BitSet bits(@Nullable Entry entry) {
        var object = stored(entry);
        return object == null
                ? new BitSet()
                : BitSet.valueOf(reversed(object.data().shared()));
    }

    private static Bytes data(BitSet bits) {
        return Bytes.trusted(reversed(bits.toByteArray()));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
