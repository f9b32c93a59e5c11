package io.djong.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A map from keys to values with one history: every change has a revision, and the past can be read and
/// followed until it is compacted.
///
/// # The contract
///
/// **Keys** are non-empty strings (`/registry/pods/demo/hello`), ordered by the bytes of their UTF-8 form
/// ([KeyRange#compare]). **Values** are byte arrays that nobody changes: not the caller after handing one
/// in, not the reader of one. Stores and readers share them.
///
/// **Revisions.** The store has one counter. A new store stands at 1; each commit that changes something
/// takes the next number, for all its writes together. A revision is never used twice and never goes
/// back, not by a restart, a crash or a compaction. What [Store#revision] returns includes every commit
/// that was acknowledged, through any server, before the call.
///
/// **Commits** are atomic, durable and linearisable. Atomic: all writes or none, under one revision.
/// Durable: when [Store#commit] returns [Commit.Done], the writes outlive the process and, on the engines
/// with a disk, the power supply. Linearisable: each commit takes effect at one moment between its call
/// and its return, and later reads by anybody see it. Each write names what it expects of its key
/// ([Expect]); if one expectation fails, nothing happens and the answer is [Commit.Conflict] with the
/// entry that stood in the way. A commit that changes nothing (only deletions of keys that are not there)
/// takes no revision. One key may occur only once in a commit.
///
/// **Outcomes.** A commit ends in exactly one way. `Done` or `Conflict`: known. An exception of
/// [StoreException.Uncertain]: it may have happened or not, also later; read to find out. Any other
/// exception: it has not happened and will not. [InterruptedException]: as `Uncertain`.
///
/// **Reads** never wait for the disk of the writer. [Store#range] is a consistent picture of one
/// revision: either the latest or, until compacted, an older one. A page's `remainingCount` counts the
/// keys of the same picture, so that pages of one revision fit together. A revision that has not been
/// reached gives [StoreException.FutureRevision], one that is compacted [StoreException.Compacted].
///
/// **Watches** are *ordered* (rising revisions, within one revision in the order of the commit's writes),
/// *unique* (no event twice), *atomic* (the events of a revision are in one call), *reliable* (no gap:
/// every change of the range after the start is delivered, or the watch fails) and *resumable* (from any
/// revision after the compacted one). Each event carries the entry before the change. A watch that
/// started at `fromRevision` gets the events of that revision and all later ones; 0 means: those after
/// the call. Nothing is delivered that is not durable. A watcher has its own pace: one that is slow
/// delays neither writers nor other watchers, and reads what it missed from the history; when that has
/// been compacted, it fails with [StoreException.Compacted]. See [WatchSink] for how calls arrive.
///
/// **Expiry.** A put may carry a time to live. The entry goes at the earliest when that time has passed,
/// and soon after (a second or two) while the store is open; entries that ran out while it was closed go
/// when it opens. Going is a change like any other: it takes a revision, and watchers get an
/// [Event.Delete] with the last value. A later put without time to live makes the entry stay. Steps of
/// the wall clock neither shorten nor lengthen a life while the process runs.
///
/// **Compaction.** [Store#compact] at revision *r* gives up the history before *r*: ranges at *r* and
/// later and watches from *r* + 1 and later still work, with their previous values. The latest entries
/// stay whatever their age. The call returns when *r* is recorded; rows are removed afterwards, in slices
/// that commits can pass.
///
/// **Closing** ends watches silently ([WatchHandle] owners know), waits for commits in progress, and
/// makes every later call fail with [StoreException.Unavailable]. Closing twice is allowed.
///
/// All methods may be called by any number of threads; those that declare [InterruptedException] may
/// block the caller, virtual threads included, without holding a carrier thread.
///
/// # A worked example
///
/// A counter that several servers raise, and a watcher that sees each step once:
///
/// ```java
/// long raise(Store store, String key) throws StoreException, InterruptedException {
///     Entry current = store.get(key);
///     while (true) {
///         long count = current == null ? 1 : Long.parseLong(new String(current.value(), UTF_8)) + 1;
///         Expect expect = current == null ? Expect.absent() : Expect.modRevision(current.modRevision());
///         byte[] value = Long.toString(count).getBytes(UTF_8);
///         switch (store.commit(List.of(new Write.Put(key, value, expect, null)), Provenance.NONE)) {
///             case Commit.Done done -> { return count; }
///             case Commit.Conflict conflict -> current = conflict.current();   // somebody was faster:
/// start from what
/// is there now
///         }
///     }
/// }
///
/// // List, then watch from the revision after the list: nothing is missed, nothing comes twice.
/// KeyRange counters = KeyRange.prefix("/counters/");
/// Range now = store.range(counters, 0, 0);
/// show(now.entries());
/// WatchHandle handle = store.watch(counters, now.revision() + 1, sink);
/// // sink.events(...) follows every change; on sink.failed(Compacted) begin again with the list.
/// ```
///
/// Who needs many ranges watches once over all of them and hands the events on by key: every watch costs
/// a thread and is woken by every commit.
///
/// The layout of keys and values is the caller's. The semantics follow etcd's
/// (<https://etcd.io/docs/v3.5/learning/api_guarantees/>), made stricter where etcd leaves room
/// (a watch never starts in a compacted or future revision; previous values are always there).
public interface Store extends AutoCloseable {

    /// The latest committed revision, at least 1.
    long revision() throws StoreException, InterruptedException;

    /// The latest entry of this key, or null when there is none.
    @Nullable
    Entry get(String key) throws StoreException, InterruptedException;

    /// The entries of a range as they were at a revision, in the order of their keys.
    ///
    /// @param atRevision the revision to read, or 0 for the latest
    /// @param limit at most this many entries, or 0 for all
    Range range(KeyRange range, long atRevision, int limit) throws StoreException, InterruptedException;

    /// Does all of these writes or none of them, under one revision; returns when that is durable.
    ///
    /// @param writes at least one and at most [StoreLimits#writesPerCommitMax], each with a different key
    /// @param who kept beside the writes by the engines that can
    /// @throws StoreException.TooLarge when the writes exceed [StoreLimits#commitBytesMax]
    Commit commit(List<Write> writes, Provenance who) throws StoreException, InterruptedException;

    /// Calls the sink with every change of the range from a revision on, until the handle is closed or
    /// the watch fails.
    ///
    /// @param fromRevision the first revision to deliver, at most one more than the latest; or 0 for the
    ///       next
    /// @throws StoreException.Compacted when `fromRevision` is not after the compacted revision
    /// @throws StoreException.FutureRevision when `fromRevision` is more than one after the latest
    WatchHandle watch(KeyRange range, long fromRevision, WatchSink sink) throws StoreException, InterruptedException;

    /// Gives up the history before this revision. A revision that is already compacted changes nothing.
    ///
    /// @throws StoreException.FutureRevision when the revision has not been reached
    void compact(long revision) throws StoreException, InterruptedException;

    /// What a commit may hold.
    StoreLimits limits();

    /// Figures for metrics and `status`; cheap, and possibly a moment old.
    StoreStatistics statistics() throws StoreException, InterruptedException;

    /// Ends watches, finishes commits in progress, releases threads and files.
    @Override
    void close();
}
