package io.djong.store.etcd;

import io.djong.base.time.Environment;
import io.djong.store.Commit;
import io.djong.store.CommitCheck;
import io.djong.store.Entry;
import io.djong.store.KeyRange;
import io.djong.store.Provenance;
import io.djong.store.Range;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.StoreLimits;
import io.djong.store.StoreStatistics;
import io.djong.store.WatchHandle;
import io.djong.store.WatchSink;
import io.djong.store.Write;
import io.djong.store.watch.WatchHub;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A store in an etcd cluster, shared with other servers. Keys and values stand there as they are given.
///
/// A commit is one transaction that compares revisions. When its reply is lost, the outcome is
/// [StoreException.Uncertain]. Reads are linearisable. One watch over the whole key space is fanned out
/// to all watchers here; who begins in the past reads etcd's history first. Provenance is dropped: etcd
/// has no place for it.
public final class EtcdStore implements Store {
    /// What etcd takes in one transaction unless told otherwise (`--max-txn-ops`).
    public static final int WRITES_PER_COMMIT_MAX = 128;

    private static final StoreLimits LIMITS =
            new StoreLimits(WRITES_PER_COMMIT_MAX, StoreLimits.COMMIT_BYTES_MAX_DEFAULT);

    /// Entries in one response of etcd; longer ranges are read in pages of one revision.
    private static final int PAGE_ENTRIES_MAX = 500;

    /// How often a range at the latest revision begins again because compaction was faster.
    private static final int RANGE_ATTEMPTS_MAX = 3;

    private static final int LEASE_ATTEMPTS_MAX = 2;

    private final Client client;
    private final Leases leases;
    private final HistoryLog history;
    private final WatchHub hub;
    private final Feed feed;

    /// The last compaction that we know of; another server may have compacted later.
    private final AtomicLong compacted = new AtomicLong();

    private EtcdStore(Environment env, Client client, long revision) {
        this.client = client;
        this.leases = new Leases(client, env.ticker());
        this.history = new HistoryLog(client.endpoints());
        this.hub = new WatchHub(env, history, revision);
        this.feed = new Feed(env, client.endpoints(), hub);
    }

    /// Connects to a cluster.
    ///
    /// @throws StoreException.Unavailable when no server answers in time, or they do not want us
    public static EtcdStore open(Environment env, EtcdOptions options) throws StoreException, InterruptedException {
        var client = new Client(env, options);
        try {
            var store = new EtcdStore(env, client, revision(client));
            store.feed.start();
            return store;
        } catch (StoreException | InterruptedException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public long revision() throws StoreException, InterruptedException {
        return revision(client);
    }

    private static long revision(Client client) throws StoreException, InterruptedException {
        try {
            byte[] nothing = Requests.count(KeyRange.single("\0"), 0);
            return client.read(Method.RANGE, nothing, Responses::range).revision();
        } catch (CallFailure e) {
            throw Refusals.ofRead(e);
        }
    }

    @Override
    public @Nullable Entry get(String key) throws StoreException, InterruptedException {
        KeyRange.checkKey(key);
        try {
            var found = client.read(Method.RANGE, Requests.get(key), Responses::range)
                    .entries();
            return found.isEmpty() ? null : found.getFirst();
        } catch (CallFailure e) {
            throw Refusals.ofRead(e);
        }
    }

    @Override
    public Range range(KeyRange range, long atRevision, int limit) throws StoreException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return rangeOnce(range, atRevision, limit);
            } catch (StoreException.Compacted e) {
                if (atRevision != 0 || attempt == RANGE_ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    private Range rangeOnce(KeyRange range, long atRevision, int limit) throws StoreException, InterruptedException {
        var entries = new ArrayList<Entry>();
        long revision = atRevision;
        var rest = range.isEmpty() ? KeyRange.single("\0") : range;
        while (true) {
            int wanted = limit == 0 ? PAGE_ENTRIES_MAX : Math.min(PAGE_ENTRIES_MAX, limit - entries.size());
            var page = page(rest, revision, wanted);
            revision = revision == 0 ? page.revision() : revision;
            if (range.isEmpty()) {
                return new Range(List.of(), revision, 0);
            }
            entries.addAll(page.entries());
            long remaining = page.count() - page.entries().size();
            if (remaining == 0 || limit > 0 && entries.size() == limit) {
                return new Range(entries, revision, remaining);
            }
            rest = range.after(entries.getLast().key());
        }
    }

    private Responses.Page page(KeyRange range, long revision, int limit) throws StoreException, InterruptedException {
        try {
            return client.read(Method.RANGE, Requests.range(range, revision, limit), Responses::range);
        } catch (CallFailure e) {
            throw ofRevision(e, revision);
        }
    }

    private StoreException ofRevision(CallFailure failure, long revision) throws StoreException, InterruptedException {
        if (failure.says(Refusals.COMPACTED)) {
            return new StoreException.Compacted(revision, compactedAtLeast(history.compactedRevision(revision)));
        }
        if (failure.says(Refusals.FUTURE)) {
            return new StoreException.FutureRevision(revision, revision());
        }
        return Refusals.ofRead(failure);
    }

    private long compactedAtLeast(long revision) {
        return compacted.accumulateAndGet(revision, Math::max);
    }

    @Override
    public Commit commit(List<Write> writes, Provenance who) throws StoreException, InterruptedException {
        CommitCheck.check(writes, LIMITS);
        for (int attempt = 1; ; attempt++) {
            try {
                byte[] request = Requests.txn(writes, leases(writes));
                return outcome(writes, client.write(Method.TXN, request, Responses::txn));
            } catch (CallFailure e) {
                if (!e.says(Refusals.LEASE_NOT_FOUND) || attempt == LEASE_ATTEMPTS_MAX) {
                    throw Refusals.ofWrite(e, CommitCheck.sizeBytes(writes), writes.size());
                }
                // a shared lease has ended, perhaps revoked by somebody: take new ones
                leases.forget();
            }
        }
    }

    private List<Long> leases(List<Write> writes) throws StoreException, CallFailure, InterruptedException {
        var ids = new ArrayList<Long>(writes.size());
        for (Write write : writes) {
            boolean expires = write instanceof Write.Put put && put.timeToLive() != null;
            ids.add(expires ? lease((Write.Put) write) : 0L);
        }
        return ids;
    }

    private long lease(Write.Put put) throws StoreException, CallFailure, InterruptedException {
        var life = put.timeToLive();
        return life == null ? 0 : leases.take(life);
    }

    private static Commit outcome(List<Write> writes, Responses.Txn txn) throws StoreException {
        if (txn.succeeded()) {
            return new Commit.Done(txn.revision(), txn.entries());
        }
        for (int i = 0; i < writes.size(); i++) {
            Entry current = txn.entries().get(i);
            if (!writes.get(i).expect().holds(current)) {
                return new Commit.Conflict(i, current);
            }
        }
        throw new StoreException.Corrupt("etcd refused a transaction whose comparisons all hold", null);
    }

    @Override
    public WatchHandle watch(KeyRange range, long fromRevision, WatchSink sink)
            throws StoreException, InterruptedException {
        client.checkOpen();
        if (fromRevision == 0) {
            return hub.watch(range, revision() + 1, sink);
        }
        if (fromRevision <= compacted.get()) {
            throw new StoreException.Compacted(fromRevision, compacted.get());
        }
        if (fromRevision > hub.revision() + 1) {
            long now = revision();
            if (fromRevision > now + 1) {
                throw new StoreException.FutureRevision(fromRevision, now);
            }
        } else {
            // the state before the first revision must still be readable, else previous values are gone
            try {
                page(KeyRange.single("\0"), Math.max(1, fromRevision - 1), 1);
            } catch (StoreException.Compacted e) {
                throw new StoreException.Compacted(fromRevision, e.compactedRevision());
            }
        }
        return hub.watch(range, fromRevision, sink);
    }

    @Override
    public void compact(long revision) throws StoreException, InterruptedException {
        try {
            client.read(Method.COMPACT, Requests.compact(revision), bytes -> true);
            compactedAtLeast(revision);
        } catch (CallFailure e) {
            if (e.says(Refusals.FUTURE)) {
                throw new StoreException.FutureRevision(revision, revision());
            }
            if (!e.says(Refusals.COMPACTED)) {
                throw Refusals.ofRead(e);
            }
        }
    }

    @Override
    public StoreLimits limits() {
        return LIMITS;
    }

    @Override
    public StoreStatistics statistics() throws StoreException, InterruptedException {
        try {
            var sizes = client.read(Method.STATUS, Requests.status(), Responses::status);
            return new StoreStatistics(revision(), compacted.get(), sizes.get(0), sizes.get(1), hub.watches());
        } catch (CallFailure e) {
            throw Refusals.ofRead(e);
        }
    }

    @Override
    public void close() {
        hub.close();
        feed.close();
        client.close();
    }
}
