package io.djong.store.sqlite;

import io.djong.base.time.Environment;
import io.djong.base.time.Threads;
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
import io.djong.store.watch.EventLog;
import io.djong.store.watch.WatchHub;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A store in a folder of the local disk, for one server.
///
/// A commit is acknowledged after its sync (`synchronous=FULL`). Commits that wait at the same time share
/// one. Reads have connections of their own and never wait for the writer. When the database turns out to
/// be damaged, or a sync fails, the store stops: every call is refused from then on, and the process has
/// to be started again (which recovers) or the data restored.
public final class SqliteStore implements Store {
    /// The name of the database in its folder; `-wal` and `-shm` stand beside it while it is open.
    public static final String FILE_NAME = "store.sqlite";

    /// More commits than a busy cluster makes in a month, and nothing to a 64-bit counter.
    public static final long RESTORE_RAISE_DEFAULT = 1_000_000_000;

    /// The revision of a new store.
    private static final long REVISION_FIRST = 1;

    /// How long a connection waits for a lock of another; only moments are expected.
    static final int BUSY_TIMEOUT_MS = 5000;

    private static final System.Logger LOG = System.getLogger(SqliteStore.class.getName());

    private final Environment env;
    private final Path file;
    private final SqliteOptions options;
    private final FolderLock folderLock;
    private final TaskQueue queue = new TaskQueue();
    private final WatchHub hub;
    private final ExpiryTimer expiry;
    private final Writer writer;
    private final WalGauge gauge;
    private final ReadPool readers;
    private final List<Thread> threads;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    private SqliteStore(Environment env, Path folder, SqliteOptions options, FolderLock folderLock)
            throws SQLException {
        this.env = env;
        this.options = options;
        this.folderLock = folderLock;
        file = folder.resolve(FILE_NAME);
        Writer.Opening opening = () -> WriteSession.open(env, file, options);
        WriteSession session = opening.open();
        try {
            hub = new WatchHub(env, this::history, session.applier().revision());
            gauge = new WalGauge(session.pageSizeBytes(), options.walCheckpointBytes());
            var time = new StoreTime(env);
            expiry = new ExpiryTimer(env, time, this::expire);
            writer = new Writer(session, opening, queue, hub, time, expiry, gauge, this::stop);
            var checkpointer =
                    new Checkpointer(file, options, session.pageSizeBytes(), gauge, writer.gate(), this::stop);
            readers = new ReadPool(env, file, options);
            threads = List.of(
                    env.threads().platform("store-writer").newThread(writer::run),
                    env.threads().platform("store-checkpointer").newThread(checkpointer::run));
        } catch (SQLException e) {
            session.close();
            throw e;
        }
        threads.forEach(Thread::start);
    }

    /// Opens the store in a folder; makes both when they are not there.
    ///
    /// @throws StoreException.Incompatible when the file is another program's, or a newer Djong's
    /// @throws StoreException.Corrupt when it is damaged
    /// @throws StoreException.Unavailable when another process has it open, or the folder cannot be used
    public static SqliteStore open(Environment env, Path folder, SqliteOptions options)
            throws StoreException, InterruptedException {
        return inNative(env, "its folder " + folder + " cannot be used", () -> openHere(env, folder, options));
    }

    /// Makes a store in a folder from a snapshot. Entries keep the revisions they have; the store's own
    /// is raised by a distance that the lost store cannot have gone since, and everything before is
    /// compacted: whoever watched the lost store has to list again.
    ///
    /// @param folder without a store
    /// @param raiseBy at least 1; [#RESTORE_RAISE_DEFAULT] is what a restore takes unless it knows better
    /// @throws StoreException.Corrupt when the snapshot is damaged
    public static void restore(Environment env, Path snapshot, Path folder, long raiseBy, SqliteOptions options)
            throws StoreException, InterruptedException {
        if (raiseBy < 1) {
            throw new IllegalArgumentException("the revision is raised by at least 1, not " + raiseBy);
        }
        inNative(env, "the snapshot " + snapshot + " cannot be restored", () -> {
            Files.createDirectories(folder);
            NativeLibrary.unpackInto(options.nativeFolder());
            try (var lock = FolderLock.take(folder)) {
                Snapshot.restore(snapshot, folder.resolve(FILE_NAME), raiseBy, options);
                return lock;
            }
        });
    }

    /// Runs blocking native work where it holds no carrier, and says what its failure means.
    private static <T extends @Nullable Object> T inNative(
            Environment env, String failed, Threads.Work<T, Exception> work)
            throws StoreException, InterruptedException {
        try {
            return env.threads().cpu(work);
        } catch (StoreException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (SQLException e) {
            throw Failures.ofRead(e);
        } catch (Exception e) {
            throw new StoreException.Unavailable(failed + ": " + reason(e), e);
        }
    }

    /// The JDK's message of a missing or forbidden file is its path alone.
    private static String reason(Exception e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case FileAlreadyExistsException other -> other.getFile() + " is not a folder";
            case IOException other when other.getMessage() != null -> other.getMessage();
            default -> e.toString();
        };
    }

    private static SqliteStore openHere(Environment env, Path folder, SqliteOptions options)
            throws IOException, StoreException {
        Files.createDirectories(folder);
        NativeLibrary.unpackInto(options.nativeFolder());
        FolderLock lock = FolderLock.take(folder);
        try {
            Path file = folder.resolve(FILE_NAME);
            if (Files.exists(file)) {
                Schema.check(file);
                WalInspection.check(file.resolveSibling(FILE_NAME + "-wal"));
            } else {
                Schema.create(file, options, REVISION_FIRST, env.clock().instant());
            }
            return new SqliteStore(env, folder, options, lock);
        } catch (SQLException e) {
            lock.close();
            throw ofOpening(folder.resolve(FILE_NAME), e);
        } catch (IOException | StoreException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /// Who starts a store wants to know which file it is, and what to do.
    private static StoreException ofOpening(Path file, SQLException e) {
        var failure = Failures.ofRead(e);
        return failure instanceof StoreException.Corrupt
                ? new StoreException.Corrupt(
                        file + " is damaged (" + e.getMessage()
                                + "); restore it from a snapshot, or move it away to start empty",
                        e)
                : failure;
    }

    @Override
    public long revision() throws StoreException {
        queue.checkOpen();
        return hub.revision();
    }

    @Override
    public @Nullable Entry get(String key) throws StoreException, InterruptedException {
        KeyRange.checkKey(key);
        var seen = ask(reader -> reader.get(key));
        hub.awaitPublished(seen.revision());
        return seen.answer();
    }

    @Override
    public Range range(KeyRange range, long atRevision, int limit) throws StoreException, InterruptedException {
        Range seen = ask(reader -> reader.range(range, atRevision, limit));
        hub.awaitPublished(seen.revision());
        return seen;
    }

    @Override
    public Commit commit(List<Write> writes, Provenance who) throws StoreException, InterruptedException {
        CommitCheck.check(writes, options.limits());
        var task = new Task.Commits(writes, who);
        queue.add(task);
        return task.outcome().await();
    }

    @Override
    public WatchHandle watch(KeyRange range, long fromRevision, WatchSink sink)
            throws StoreException, InterruptedException {
        queue.checkOpen();
        long now = hub.revision();
        if (fromRevision > now + 1) {
            throw new StoreException.FutureRevision(fromRevision, now);
        }
        long compacted = writer.compacted();
        if (fromRevision != 0 && fromRevision <= compacted) {
            throw new StoreException.Compacted(fromRevision, compacted);
        }
        return hub.watch(range, fromRevision, sink);
    }

    @Override
    public void compact(long revision) throws StoreException, InterruptedException {
        queue.checkOpen();
        if (revision > hub.revision()) {
            throw new StoreException.FutureRevision(revision, hub.revision());
        }
        if (revision > writer.compacted()) {
            var task = new Task.Compact(revision, new Outcome<>());
            queue.add(task);
            task.outcome().await();
        }
    }

    /// Writes a copy of the store as it is now, while it goes on. The copy is whole and on the disk when
    /// this returns; it holds the history, too. The write-ahead log can grow meanwhile.
    ///
    /// @param target a file that is not there yet
    public void snapshot(Path target) throws StoreException, InterruptedException {
        queue.checkOpen();
        inNative(env, "no snapshot could be written to " + target, () -> {
            Snapshot.write(file, target, options);
            return target;
        });
    }

    @Override
    public StoreLimits limits() {
        return options.limits();
    }

    @Override
    public StoreStatistics statistics() throws StoreException, InterruptedException {
        List<Long> sizes = ask(Reader::sizes);
        long walBytes = file.resolveSibling(FILE_NAME + "-wal").toFile().length();
        return new StoreStatistics(
                hub.revision(),
                writer.compacted(),
                sizes.get(0) + walBytes,
                sizes.get(1) + Math.min(walBytes, gauge.bytes()),
                hub.watches());
    }

    @Override
    public void close() {
        closing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            hub.close();
            expiry.close();
            queue.close();
            Joining.join(threads.subList(0, 1));
            gauge.close();
            Joining.join(threads);
            readers.close();
            folderLock.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the lock of the store's folder was not released", e);
        } finally {
            closing.unlock();
        }
    }

    private EventLog.Page history(KeyRange range, long fromRevision, long toRevision)
            throws StoreException, InterruptedException {
        return ask(reader -> reader.history(range, fromRevision, toRevision));
    }

    private <T extends @Nullable Object> T ask(ReadPool.Question<T> question)
            throws StoreException, InterruptedException {
        queue.checkOpen();
        try {
            return readers.ask(question);
        } catch (StoreException.Corrupt e) {
            stop(e);
            throw e;
        }
    }

    private void expire() {
        try {
            queue.add(new Task.Expire());
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.DEBUG, "nothing expires in a store that has ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends everything: the database can no longer be trusted, or not be written.
    private void stop(StoreException cause) {
        StoreException lasting = cause instanceof StoreException.Corrupt
                ? cause
                : new StoreException.Unavailable("the store has stopped: " + cause.getMessage(), cause);
        LOG.log(System.Logger.Level.ERROR, "the store stops: {0}", cause.getMessage());
        queue.fail(lasting);
        hub.fail(lasting);
    }
}
